;;; snapxml in Emacs with eglot (which is part of Emacs 29): put this into init.el.
(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs '(nxml-mode . ("snapxml" "lsp"))))
(add-hook 'nxml-mode-hook #'eglot-ensure)
;; nxml has a validator of its own, whose marks would stand beside the server's.
(setq rng-nxml-auto-validate-flag nil)
;; (setq-default eglot-workspace-configuration '(:snapxml (:libvirt "9.0.0" :flags "redefine")))
