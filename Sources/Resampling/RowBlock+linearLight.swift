extension RowBlock {
    /// A row in 15-bit linear light, four samples a pixel.
    func linearLight(_ row: Int) -> [Int16] {
        let transfer = TransferFunction.sRGB
        let count = width * 4
        return unsafe [Int16](unsafeUninitializedCapacity: count) { light, initialized in
            // Safe: a row has `count` samples, and the tables an entry for each of their values.
            switch depth {
            case .byte:
                let samples = unsafe start(row).assumingMemoryBound(to: UInt8.self)
                unsafe transfer.linear.withUnsafeBufferPointer { table in
                    for index in 0..<count { unsafe light[index] = table[Int(samples[index])] }
                }
            case .deep:
                let samples = unsafe start(row).assumingMemoryBound(to: Int16.self)
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
