// The extension starts "snapxml lsp" and passes on what VS Code and the server
// say to each other; all that it knows itself is where the program is.
'use strict';
const fs = require('fs');
const path = require('path');
const vscode = require('vscode');
const { LanguageClient } = require('vscode-languageclient/node');

let client;

// program is the setting, or the program that came with the extension, or the
// one in the search path.
function program(context) {
	const set = vscode.workspace.getConfiguration('snapxml').get('path');
	if (set) {
		return set;
	}
	const own = path.join(context.extensionPath, 'bin', process.platform === 'win32' ? 'snapxml.exe' : 'snapxml');
	return fs.existsSync(own) ? own : 'snapxml';
}

async function start(context) {
	const command = program(context);
	client = new LanguageClient('snapxml', 'snapxml', { command, args: ['lsp'] }, {
		documentSelector: [
			{ scheme: 'file', language: 'xml' },
			{ scheme: 'file', language: 'relaxng-compact' },
			{ scheme: 'untitled', language: 'xml' },
		],
		initializationOptions: vscode.workspace.getConfiguration('snapxml'),
	});
	try {
		await client.start();
	} catch (error) {
		const choice = await vscode.window.showErrorMessage(`snapxml: "${command}" cannot be started (${error?.message ?? error}); install it, or set snapxml.path`, 'Settings');
		if (choice) {
			await vscode.commands.executeCommand('workbench.action.openSettings', 'snapxml.path');
		}
	}
}

async function stop() {
	const running = client;
	client = undefined;
	if (running?.isRunning()) {
		await running.stop();
	}
}

exports.activate = async context => {
	const restart = async () => {
		await stop();
		await start(context);
	};
	context.subscriptions.push(
		vscode.commands.registerCommand('snapxml.restart', restart),
		vscode.workspace.onDidChangeConfiguration(e => e.affectsConfiguration('snapxml.path') ? restart() : undefined),
	);
	await start(context);
};

exports.deactivate = stop;
