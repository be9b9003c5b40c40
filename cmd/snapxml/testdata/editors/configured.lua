-- Shows what the server has found in the document, once it has.
vim.wait(30000, function() return #vim.diagnostic.get(0) > 0 end, 20)
for _, d in ipairs(vim.diagnostic.get(0)) do
  io.stdout:write(d.message .. '\n')
end
vim.cmd('qall!')
