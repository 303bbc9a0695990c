extension PixelBuffer {
    /// The margin that an image needs so that it can be halved so many times.
    package static func margin(forHalvings count: Int) -> Int {
        (0..<count).reduce(0) { margin, _ in 2 * margin + RowHalver.margin }
    }

    /// Half the size, anti-aliased, in linear light. Three pixels on every side are used up on the way.
    ///
    /// - Precondition: an even size of more than six pixels, no margin.
    package func halved(using instructionSet: InstructionSet) -> PixelBuffer {
        let reach = 2 * RowHalver.margin
        precondition(margin == 0 && width % 2 == 0 && height % 2 == 0 && min(width, height) > reach)
        let margin = LightRow.margin
        let size = (width: (width - reach) / 2, height: (height - reach) / 2)
        var halver = RowHalver()
        let rows = (0..<height).compactMap { row in
            let light = LightRow(width: width - reach) { planes in
                unsafe bytes.withUnsafeBytes { bytes in
                    guard let start = bytes.baseAddress else { return }
                    let planes = planes.later(by: -margin)
                    // Safe: a row has `width` pixels, the margins included.
                    unsafe toLinearLight(start + row * bytesPerRow, .byte, count: width, into: planes)
                }
            }
            return halver.add(light.halvedAlong(using: instructionSet), using: instructionSet)
        }
        return unsafe PixelBuffer(width: size.width, height: size.height) { pixels in
            for (index, row) in rows.enumerated() {
                unsafe row.encode(.byte, into: pixels + index * size.width * Self.bytesPerPixel)
            }
        }
    }
}
