package libvirt

// A Category is one of libvirt's error codes (include/libvirt/virterror.h).
// It decides what stands before a message (src/util/virerror.c:
// virErrorMsgStrings).
type Category uint8

// The categories that a snapshot document can be refused with.
const (
	Bare                 Category = iota // flags that do not go together: printed as they are
	InternalError                        // VIR_ERR_INTERNAL_ERROR
	NoSupport                            // VIR_ERR_NO_SUPPORT
	InvalidArg                           // VIR_ERR_INVALID_ARG
	OperationFailed                      // VIR_ERR_OPERATION_FAILED
	NoName                               // VIR_ERR_NO_NAME
	XMLError                             // VIR_ERR_XML_ERROR
	OperationDenied                      // VIR_ERR_OPERATION_DENIED
	XMLDetail                            // VIR_ERR_XML_DETAIL
	SystemError                          // VIR_ERR_SYSTEM_ERROR
	Overflow                             // VIR_ERR_OVERFLOW
	OperationInvalid                     // VIR_ERR_OPERATION_INVALID
	ConfigUnsupported                    // VIR_ERR_CONFIG_UNSUPPORTED
	OperationUnsupported                 // VIR_ERR_OPERATION_UNSUPPORTED
	XMLInvalidSchema                     // VIR_ERR_XML_INVALID_SCHEMA
)

var categories = [...]struct{ name, prefix string }{
	Bare:                 {"VIR_ERR_INVALID_ARG", ""},
	InternalError:        {"VIR_ERR_INTERNAL_ERROR", "internal error: "},
	NoSupport:            {"VIR_ERR_NO_SUPPORT", "this function is not supported by the connection driver: "},
	InvalidArg:           {"VIR_ERR_INVALID_ARG", "invalid argument: "},
	OperationFailed:      {"VIR_ERR_OPERATION_FAILED", "operation failed: "},
	NoName:               {"VIR_ERR_NO_NAME", "missing name information"},
	XMLError:             {"VIR_ERR_XML_ERROR", "XML error: "},
	OperationDenied:      {"VIR_ERR_OPERATION_DENIED", "operation forbidden: "},
	XMLDetail:            {"VIR_ERR_XML_DETAIL", ""},
	SystemError:          {"VIR_ERR_SYSTEM_ERROR", ""},
	Overflow:             {"VIR_ERR_OVERFLOW", "numerical overflow: "},
	OperationInvalid:     {"VIR_ERR_OPERATION_INVALID", "Requested operation is not valid: "},
	ConfigUnsupported:    {"VIR_ERR_CONFIG_UNSUPPORTED", "unsupported configuration: "},
	OperationUnsupported: {"VIR_ERR_OPERATION_UNSUPPORTED", "Operation not supported: "},
	XMLInvalidSchema:     {"VIR_ERR_XML_INVALID_SCHEMA", "XML document failed to validate against schema: "},
}

// String is the constant's name in libvirt's header.
func (c Category) String() string { return categories[c].name }

// Prefix is what libvirt puts before a message of the category.
func (c Category) Prefix() string { return categories[c].prefix }
