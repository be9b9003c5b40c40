package diag

// Codes for the configuration file and for comments that suppress findings.
const (
	// SuppressionUnused: a comment suppresses a code that is not reported there.
	SuppressionUnused Code = "suppression-unused"
	// SuppressionUnknown: a comment names no code, or one that it cannot suppress.
	SuppressionUnknown Code = "suppression-unknown"
	// ConfigSyntax: a configuration file is not TOML.
	ConfigSyntax Code = "config-syntax"
	// ConfigKey: a configuration file has a key that does not exist there.
	ConfigKey Code = "config-key"
	// ConfigValue: a key of a configuration file has a value it may not have.
	ConfigValue Code = "config-value"
)

var configCodes = []Entry{
	{
		Code:    SuppressionUnused,
		Summary: "a comment suppresses what is not reported there",
		Doc: "A warning: `<!-- snapxml:ignore CODE -->` would hide the next such mistake without anybody having decided\n" +
			"so. Remove the comment, or the code from its list. Codes that are reported only with an option that was\n" +
			"not given do not count as unused.",
		Example: Example{Document: "<domainsnapshot><!-- snapxml:ignore element-value --><state>running</state></domainsnapshot>"},
	},
	{
		Code:    SuppressionUnknown,
		Summary: "a comment suppresses no code that exists",
		Doc: "A warning: after `snapxml:ignore` stands the code that it is meant for, or several with commas between\n" +
			"them. What is not well-formed cannot be suppressed, since nobody can read the document.",
		Example: Example{Document: "<domainsnapshot><!-- snapxml:ignore element-valu --><state>running</state></domainsnapshot>"},
	},
	{
		Code:    ConfigSyntax,
		Summary: "the configuration file is not TOML",
		Doc:     "The file `.snapxml.toml` is read as TOML 1.0. A key that stands twice is a fault of this kind, too.",
		Example: Example{Config: "root = yes\n"},
	},
	{
		Code:    ConfigKey,
		Summary: "a configuration file has a key that does not exist there",
		Doc:     "A misspelt key would otherwise do nothing without a word. The message names the nearest key, or all of them.",
		Example: Example{Config: "libvrit = \"9.0.0\"\n"},
	},
	{
		Code:    ConfigValue,
		Summary: "a key of the configuration file has a value that it may not have",
		Doc:     "The message says which values are right: a type, a severity, a release, a code, a pattern, or a file that exists.",
		Example: Example{Config: "[severity]\nelement-repeated = \"fatal\"\n"},
	},
}
