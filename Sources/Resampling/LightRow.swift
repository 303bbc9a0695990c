/// A row of a picture in 15-bit linear light: a plane of red, one of green and one of blue, each with some more pixels of what lies
/// beyond either end.
struct LightRow: Sendable {
    /// Pixels beyond either end: what a halving uses up.
    static let margin = RowHalver.margin

    /// Pixels between the margins.
    let width: Int
    /// The planes one after the other, and what fills up the last vector.
    private(set) var samples: [Int16]

    /// Samples of a plane.
    var planeLength: Int { width + 2 * Self.margin }

    /// Of red, green and blue, the first pixel behind the margin.
    @safe struct Planes {
        let red: UnsafeMutablePointer<Int16>
        let green: UnsafeMutablePointer<Int16>
        let blue: UnsafeMutablePointer<Int16>

        /// Those of the first plane, and so many samples from one to the next.
        init(_ first: UnsafeMutablePointer<Int16>, length: Int) {
            unsafe red = first
            unsafe green = first + length
            unsafe blue = first + 2 * length
        }

        /// The same planes from `count` samples later on.
        func later(by count: Int) -> Self {
            unsafe Self(red + count, length: green - red)
        }
    }

    /// - Parameter write: fills the pixels of all planes, and the margins.
    init(width: Int, writing write: (Planes) -> Void) {
        precondition(width > 0)
        self.width = width
        let length = width + 2 * Self.margin
        let step = InstructionSet.sampleStep
        let count = (3 * length + step - 1) / step * step
        samples = unsafe [Int16](unsafeUninitializedCapacity: count) { samples, initialized in
            guard let red = unsafe samples.baseAddress.map({ unsafe $0 + Self.margin }) else { return }
            unsafe write(Planes(red, length: length))
            for sample in 3 * length..<count { unsafe samples[sample] = 0 }
            initialized = count
        }
    }

    /// Adopts samples in this layout.
    init(width: Int, samples: [Int16]) {
        precondition(samples.count >= 3 * (width + 2 * Self.margin) && samples.count % InstructionSet.sampleStep == 0)
        self.width = width
        self.samples = samples
    }

    /// A whole turn that is made of this row plane by plane.
    func mapPlanes(
        toWidth newWidth: Int,
        _ body: (_ source: UnsafePointer<Int16>, _ target: UnsafeMutablePointer<Int16>) -> Void
    ) -> Self {
        Self(width: newWidth) { planes in
            unsafe samples.withUnsafeBufferPointer { samples in
                guard let red = unsafe samples.baseAddress.map({ unsafe $0 + Self.margin }) else { return }
                unsafe body(red, planes.red)
                unsafe body(red + planeLength, planes.green)
                unsafe body(red + 2 * planeLength, planes.blue)
            }
            Self.closeTurn(planes, width: newWidth)
        }
    }

    /// As the row goes on beyond a pole: seen from the other side, half a turn away.
    func halfTurned() -> Self {
        let rest = width - width / 2
        return unsafe mapPlanes(toWidth: width) { source, target in
            for column in 0..<width {
                unsafe target[column] = source[column < rest ? column + width / 2 : column - rest]
            }
        }
    }

    /// Half the width, each pixel from eight; the result is a whole turn.
    func halvedAlong(using instructionSet: InstructionSet) -> Self {
        precondition(width % 2 == 0)
        return unsafe mapPlanes(toWidth: width / 2) { source, target in
            unsafe instructionSet.halveRow(source - Self.margin, count: width / 2, into: target)
        }
    }

    /// Fills the margins of a row that is a whole turn.
    static func closeTurn(_ planes: Planes, width: Int) {
        unsafe closeTurn(planes.red, width: width)
        unsafe closeTurn(planes.green, width: width)
        unsafe closeTurn(planes.blue, width: width)
    }

    private static func closeTurn(_ pixels: UnsafeMutablePointer<Int16>, width: Int) {
        for distance in 0..<margin {
            unsafe pixels[-1 - distance] = pixels[width - 1 - distance % width]
            unsafe pixels[width + distance] = pixels[distance % width]
        }
    }
}

extension ArraySlice<LightRow> {
    /// Gives pointers to all rows' samples at once.
    func withPointers(_ body: ([UnsafePointer<Int16>]) -> Void) {
        unsafe withPointers(after: [], body)
    }

    private func withPointers(after pointers: [UnsafePointer<Int16>], _ body: ([UnsafePointer<Int16>]) -> Void) {
        guard let first else { return unsafe body(pointers) }
        unsafe first.samples.withUnsafeBufferPointer { samples in
            guard let start = samples.baseAddress else { return }
            unsafe dropFirst().withPointers(after: pointers + [start], body)
        }
    }
}
