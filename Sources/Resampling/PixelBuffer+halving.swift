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
        var result = PixelBuffer(width: (width - reach) / 2, height: (height - reach) / 2)
        var halver = RowHalver(width: result.width)
        var target = 0
        let transfer = TransferFunction.sRGB
        for row in 0..<height {
            let light = bytes[rowRange(row)].map { transfer.linear[Int($0)] }
            guard let line = halver.add(light, using: instructionSet) else { continue }
            for (at, light) in zip(result.rowRange(target), line) { result.bytes[at] = transfer.encoded[Int(light)] }
            target += 1
        }
        return result
    }
}
