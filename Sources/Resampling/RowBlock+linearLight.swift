extension RowBlock {
    /// A row and `margin` pixels on either side in 15-bit linear light, four samples a pixel.
    func linearLight(_ row: Int, margin: Int) -> [Int16] {
        precondition(margin <= Self.margin)
        let transfer = TransferFunction.sRGB
        let count = (width + 2 * margin) * 4
        let start = unsafe start(row) - margin * depth.bytesPerPixel
        return unsafe [Int16](unsafeUninitializedCapacity: count) { light, initialized in
            // Safe: a row has `count` samples, and the tables an entry for each of their values.
            switch depth {
            case .byte:
                let samples = unsafe start.assumingMemoryBound(to: UInt8.self)
                unsafe transfer.linear.withUnsafeBufferPointer { table in
                    for index in stride(from: 0, to: count, by: 4) {
                        unsafe light[index] = table[Int(samples[index])]
                        unsafe light[index + 1] = table[Int(samples[index + 1])]
                        unsafe light[index + 2] = table[Int(samples[index + 2])]
                        unsafe light[index + 3] = TransferFunction.most
                    }
                }
            case .deep:
                let samples = unsafe start.assumingMemoryBound(to: Int16.self)
                unsafe transfer.deepLinear.withUnsafeBufferPointer { table in
                    for index in 0..<count { unsafe light[index] = table[Int(samples[index])] }
                }
            }
            initialized = count
        }
    }

    /// Rows from linear light.
    convenience init(linearLight rows: [[Int16]], from first: Int, width: Int, depth: SampleDepth) {
        let transfer = TransferFunction.sRGB
        unsafe self.init(rows: first..<first + rows.count, width: width, depth: depth) { pixels, bytesPerRow in
            for (index, row) in rows.enumerated() {
                // Safe: every light has an entry in the tables, and a row `width` pixels.
                let place = unsafe UnsafeMutableRawBufferPointer(rebasing: pixels[(index * bytesPerRow)...])
                switch depth {
                case .byte: unsafe encode(row, transfer.encoded, into: place.assumingMemoryBound(to: UInt8.self))
                case .deep: unsafe encode(row, transfer.deepEncoded, into: place.assumingMemoryBound(to: Int16.self))
                }
            }
        }
    }
}

private func encode<Value>(_ row: [Int16], _ table: [Value], into samples: UnsafeMutableBufferPointer<Value>) {
    unsafe row.withUnsafeBufferPointer { row in
        unsafe table.withUnsafeBufferPointer { table in
            for index in 0..<row.count { unsafe samples[index] = table[Int(row[index])] }
        }
    }
}
