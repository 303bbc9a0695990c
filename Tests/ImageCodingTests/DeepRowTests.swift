import ImageCoding
import Resampling
import Testing

struct DeepRowTests {
    @Test(arguments: Fixture.all)
    func `a picture has its stored values on the scale of 65535`(_ fixture: Fixture) throws {
        var decoder = try ImageDecoder(bytes: fixture.file, name: fixture.name)
        #expect(decoder.info.isDeep == (fixture.truth.deep != nil))
        let deep = try readDeep(&decoder)
        let truth = fixture.truth.deepRGB
        #expect(deep.count == truth.count / 3 * 4)
        let differences = truth.indices.map { abs(Int(deep[$0 / 3 * 4 + $0 % 3]) - Int(truth[$0])) }
        #expect(differences.allSatisfy { $0 <= fixture.truth.tolerance * 257 })
        #expect(stride(from: 3, to: deep.count, by: 4).allSatisfy { deep[$0] == .max })
    }

    @Test(arguments: Fixture.named("rgb-alpha-16.png", "grey-16-interlaced.png", "ycbcr-420.jpg"))
    func `rows of both depths come from one decoder in turn`(_ fixture: Fixture) throws {
        var decoder = try ImageDecoder(bytes: fixture.file, name: fixture.name)
        let (width, height) = (decoder.info.width, decoder.info.height)
        var image = PixelBuffer(width: width, height: height)
        let whole = try PixelBuffer(decoding: fixture.file, name: fixture.name)
        var line = [UInt16](repeating: 7, count: width * 4 + 3)
        for row in 0..<height {
            guard row % 2 == 0 else {
                try decoder.readRows(1, into: &image, at: row)
                continue
            }
            var span = line.mutableSpan
            try decoder.readDeepRows(1, into: &span, samplesPerRow: width * 4 + 3)
            #expect(line.suffix(3) == [7, 7, 7])
            for column in 0..<width {
                for channel in 0..<4 {
                    image[column, row][channel] = UInt8((Int(line[column * 4 + channel]) * 255 + 32_767) / 65_535)
                }
            }
        }
        #expect(image == whole)
    }
}

/// All rows that are left, four values a pixel.
func readDeep(_ decoder: inout ImageDecoder) throws -> [UInt16] {
    let samplesPerRow = decoder.info.width * 4
    let rows = decoder.info.height - decoder.rowsRead
    var samples = [UInt16](repeating: 0, count: samplesPerRow * rows)
    var span = samples.mutableSpan
    try decoder.readDeepRows(rows, into: &span, samplesPerRow: samplesPerRow)
    return samples
}
