/// How a kernel is carried out. Every one gives the same bytes; `scalar` is the specification of the others.
package enum InstructionSet: CaseIterable, Sendable {
    /// One channel at a time.
    case scalar
    /// Swift's portable vectors: one pixel, or four taps, at a time.
    case simd

    package static let best: Self = .simd
}
