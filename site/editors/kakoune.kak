# snapxml in Kakoune with kakoune-lsp (kak-lsp 18 or newer): put this into kakrc.
hook -group lsp-filetype-xml global BufSetOption filetype=xml %{
    set-option buffer lsp_servers %{
        [snapxml]
        root_globs = [".snapxml.toml", ".git"]
        command = "snapxml"
        args = ["lsp"]
    }
}
hook global WinSetOption filetype=xml %{
    try %{ lsp-enable-window }
}
