-- snapxml in Neovim (0.8 or newer): put this into init.lua, or into
-- after/plugin/snapxml.lua.
vim.filetype.add({ extension = { rng = 'xml', rnc = 'rnc' } })
vim.api.nvim_create_autocmd('FileType', {
  pattern = { 'xml', 'rnc' },
  callback = function(args)
    local name = vim.api.nvim_buf_get_name(args.buf)
    local root = vim.fs.find({ '.snapxml.toml', '.git' }, { upward = true, path = vim.fs.dirname(name) })[1]
    vim.lsp.start({
      name = 'snapxml',
      cmd = { 'snapxml', 'lsp' },
      root_dir = root and vim.fs.dirname(root) or vim.fs.dirname(name),
      -- settings = { snapxml = { libvirt = '9.0.0', flags = 'redefine' } },
    })
  end,
})
