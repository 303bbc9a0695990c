import ImageCoding
import Resampling
import TestSupport
import Testing

/// Pictures that are read and written as luma and halved colour differences, without being pixels.
@Suite struct PlanesTests {
    /// Squares of two by two pixels of one colour, so that halving the colour differences loses nothing.
    static func squares(width: Int, height: Int) -> PixelBuffer {
        var random = SplitMix64(state: 9)
        var image = PixelBuffer(width: width, height: height)
        for row in stride(from: 0, to: height, by: 2) {
            for column in stride(from: 0, to: width, by: 2) {
                let bits = random.next()
                // Near grey: what JFIF cannot hold would be cut off.
                let colour = SIMD4(UInt8(96 + bits & 63), UInt8(96 + bits >> 8 & 63), UInt8(96 + bits >> 16 & 63), 255)
                for (right, down) in [(0, 0), (1, 0), (0, 1), (1, 1)] { image[column + right, row + down] = colour }
            }
        }
        return image
    }

    static func file(_ image: PixelBuffer, _ subsampling: ChromaSubsampling = .quarter) throws -> [UInt8] {
        let whole = PixelRegion(column: 0, row: 0, width: image.width, height: image.height)
        return try ImageEncoding.jpeg(quality: 100, subsampling: subsampling).encode(image, region: whole)
    }

    /// The last rows of 58 end within a block.
    @Test(arguments: [64, 58])
    func `reads what T_871 makes of the colours`(height: Int) throws {
        let image = Self.squares(width: 48, height: height)
        var decoder = try ImageDecoder(bytes: try Self.file(image), name: "squares.jpg")
        var planes = YCbCrRows(rows: 0..<height, width: 48)
        try decoder.readPlanes(into: &planes)
        let rowsRead = decoder.rowsRead
        #expect(rowsRead == height)
        for row in 0..<height {
            for column in 0..<48 {
                let pixel = image[column, row]
                let (red, green, blue) = (Double(pixel.x), Double(pixel.y), Double(pixel.z))
                let luma = 0.299 * red + 0.587 * green + 0.114 * blue
                let at = row / 2 * 24 + column / 2
                #expect(abs(Double(planes.luma[row * 48 + column]) - luma) <= 2)
                #expect(abs(Double(planes.blue[at]) - (128 + (blue - luma) / 1.772)) <= 2)
                #expect(abs(Double(planes.red[at]) - (128 + (red - luma) / 1.402)) <= 2)
            }
        }
    }

    private func hasPlanes(_ bytes: [UInt8]) throws -> Bool {
        try ImageDecoder(bytes: bytes, name: "squares").hasPlanes
    }

    @Test func `has planes only of such files`() throws {
        let image = Self.squares(width: 48, height: 32)
        let whole = PixelRegion(column: 0, row: 0, width: 48, height: 32)
        let (full, narrow) = (try Self.file(image, .full), try Self.file(Self.squares(width: 40, height: 32)))
        let png = try ImageEncoding.png.encode(image, region: whole)
        let have = try [Self.file(image), full, narrow, png].map { try hasPlanes($0) }
        #expect(have == [true, false, false, false])
    }

    @Test func `writes planes that read as they were`() throws {
        let image = Self.squares(width: 48, height: 32)
        var decoder = try ImageDecoder(bytes: try Self.file(image), name: "squares.jpg")
        var rows = YCbCrRows(rows: 0..<32, width: 48)
        try decoder.readPlanes(into: &rows)
        let planes = YCbCrImage(width: 48, height: 32, planes: [rows.luma, rows.blue, rows.red])
        let encoding = ImageEncoding.jpeg(quality: 100, subsampling: .quarter)
        let bytes = try encoding.encode(planes)
        // Read as pixels by libjpeg's own way.
        let read = try PixelBuffer(decoding: bytes, name: "planes.jpg")
        for row in 0..<32 {
            for column in 0..<48 {
                // Between squares colours run into each other; luma does not.
                let luma = { (pixel: SIMD4<UInt8>) in
                    0.299 * Double(pixel.x) + 0.587 * Double(pixel.y) + 0.114 * Double(pixel.z)
                }
                #expect(abs(luma(read[column, row]) - luma(image[column, row])) <= 3)
            }
        }
        var again = try ImageDecoder(bytes: bytes, name: "planes.jpg")
        var readAgain = YCbCrRows(rows: 0..<32, width: 48)
        try again.readPlanes(into: &readAgain)
        for (written, read) in [(rows.luma, readAgain.luma), (rows.blue, readAgain.blue), (rows.red, readAgain.red)] {
            #expect(zip(written, read).allSatisfy { abs(Int($0) - Int($1)) <= 1 })
        }
    }

    @Test(arguments: ["planes.jpg", "planes-progressive.jpg"])
    func `reads files of one and of many scans`(name: String) throws {
        let bytes = try #require(Fixture.all.first { $0.name == name }).file
        var decoder = try ImageDecoder(bytes: bytes, name: name)
        let height = decoder.info.height
        var planes = YCbCrRows(rows: 0..<height, width: 32)
        try decoder.readPlanes(into: &planes)
        let pixels = try PixelBuffer(decoding: bytes, name: name)
        for row in 0..<height {
            for column in 0..<32 {
                let pixel = pixels[column, row]
                let luma = 0.299 * Double(pixel.x) + 0.587 * Double(pixel.y) + 0.114 * Double(pixel.z)
                let isCut = [pixel.x, pixel.y, pixel.z].contains { $0 == 0 || $0 == 255 }
                #expect(isCut || abs(Double(planes.luma[row * 32 + column]) - luma) <= 1.5)
            }
        }
    }

    @Test func `says where a file ends`() throws {
        let bytes = Array(try Self.file(Self.squares(width: 48, height: 320)).dropLast(4000))
        var decoder = try ImageDecoder(bytes: bytes, name: "cut.jpg")
        var planes = YCbCrRows(rows: 0..<320, width: 48)
        do throws(ImageCodingError) {
            try decoder.readPlanes(into: &planes)
            Issue.record("read to the end")
        } catch .truncated(_, let place) {
            #expect(place.row > 0 && place.row < 320)
        } catch {
            Issue.record("\(error)")
        }
    }
}
