internal import CResample

/// How the kernels are carried out. Every one gives the same bytes; `portable` is the specification of the others.
package enum InstructionSet: String, CaseIterable, Sendable {
    /// Swift alone, on every processor.
    case portable
    case avx2

    /// Those of this processor, the fastest last.
    package static let available: [Self] = resample_has_avx2() ? [.portable, .avx2] : [.portable]
    package static let best: Self = available.last ?? .portable
}
