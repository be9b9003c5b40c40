-- snapxml in Neovim 0.7, which has no vim.lsp.start: put this into init.lua.
vim.api.nvim_create_autocmd('FileType', {
  pattern = { 'xml', 'rnc' },
  callback = function(args)
    local folder = vim.fn.fnamemodify(vim.api.nvim_buf_get_name(args.buf), ':p:h')
    snapxml_clients = snapxml_clients or {}
    snapxml_clients[folder] = snapxml_clients[folder] or vim.lsp.start_client({
      name = 'snapxml',
      cmd = { 'snapxml', 'lsp' },
      root_dir = folder,
    })
    vim.lsp.buf_attach_client(args.buf, snapxml_clients[folder])
  end,
})
