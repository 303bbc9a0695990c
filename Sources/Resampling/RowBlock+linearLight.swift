extension RowBlock {
    /// A row in linear light.
    func linearLight(_ row: Int) -> LightRow {
        let start = unsafe start(row)
        return LightRow(width: width) { planes in
            // Safe: a row has `width` pixels.
            unsafe toLinearLight(start, depth, count: width, into: planes)
            LightRow.closeTurn(planes, width: width)
        }
    }

    /// Rows from linear light.
    convenience init(_ rows: [LightRow], from first: Int, depth: SampleDepth) {
        let width = rows[0].width
        unsafe self.init(rows: first..<first + rows.count, width: width, depth: depth) { pixels, bytesPerRow in
            for (index, row) in rows.enumerated() {
                // Safe: a row has `width` pixels.
                if let start = pixels.baseAddress { unsafe row.encode(depth, into: start + index * bytesPerRow) }
            }
        }
    }
}

/// Pixels of four samples to linear light.
func toLinearLight(_ pixels: UnsafeRawPointer, _ depth: SampleDepth, count: Int, into planes: LightRow.Planes) {
    switch depth {
    case .byte:
        unsafe lookUp(
            pixels.assumingMemoryBound(to: UInt8.self),
            TransferFunction.sRGB.linear,
            count: count,
            into: planes
        )
    case .deep:
        unsafe lookUp(
            pixels.assumingMemoryBound(to: Int16.self),
            TransferFunction.Deep.sRGB.linear,
            count: count,
            into: planes
        )
    }
}

private func lookUp<Sample: BinaryInteger>(
    _ samples: UnsafePointer<Sample>,
    _ table: [Int16],
    count: Int,
    into planes: LightRow.Planes
) {
    // Safe: the table has an entry for every value.
    unsafe table.withUnsafeBufferPointer { table in
        for column in 0..<count {
            unsafe planes.red[column] = table[Int(samples[4 * column])]
            unsafe planes.green[column] = table[Int(samples[4 * column + 1])]
            unsafe planes.blue[column] = table[Int(samples[4 * column + 2])]
        }
    }
}

extension LightRow {
    /// To `width` pixels of four samples, the last of which is full.
    func encode(_ depth: SampleDepth, into pixels: UnsafeMutableRawPointer) {
        switch depth {
        case .byte: unsafe encode(TransferFunction.sRGB.encoded, full: 255, into: pixels)
        case .deep:
            unsafe encode(
                TransferFunction.Deep.sRGB.encoded,
                full: Int16(255 * SampleDepth.deepStepsPerLevel),
                into: pixels
            )
        }
    }

    private func encode<Value: SIMDScalar>(_ table: [Value], full: Value, into pixels: UnsafeMutableRawPointer) {
        unsafe samples.withUnsafeBufferPointer { samples in
            // Safe: every light has an entry in the table.
            unsafe table.withUnsafeBufferPointer { table in
                guard let red = unsafe samples.baseAddress.map({ unsafe $0 + Self.margin }) else { return }
                let (green, blue) = unsafe (red + planeLength, red + 2 * planeLength)
                for column in 0..<width {
                    let pixel = unsafe SIMD4(
                        table[Int(red[column])],
                        table[Int(green[column])],
                        table[Int(blue[column])],
                        full
                    )
                    let place = unsafe pixels + column * MemoryLayout<SIMD4<Value>>.stride
                    unsafe place.storeBytes(of: pixel, as: SIMD4<Value>.self)
                }
            }
        }
    }
}
