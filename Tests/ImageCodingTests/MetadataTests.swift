import ImageCoding
import Testing

struct MetadataTests {
    @Test func `EXIF gives place and time`() throws {
        let metadata = try metadata("orientation-1.jpg")
        let place = try #require(metadata.place)
        // 33° 51' 24.5" south, 151° 12' 36" west.
        #expect(abs(place.latitude + 33.856_805_555) < 1e-8 && abs(place.longitude + 151.21) < 1e-8)
        let captured = try #require(metadata.captured)
        #expect("\(captured)" == "1954-07-09T18:30:05+01:00")
        #expect(metadata.findings.isEmpty)
    }

    @Test(arguments: 1...8)
    func `EXIF gives the orientation`(orientation: Int) throws {
        #expect(try metadata("orientation-\(orientation).jpg").orientation == orientation)
    }

    @Test func `EXIF that is no EXIF is a finding`() throws {
        let line =
            "EXIF ignored (it is not in the form of TIFF); the picture is taken as upright, without place and date"
        #expect(try metadata("metadata.jpg").findings.map(\.description) == [line])
    }

    @Test(
        arguments: [
            ("profile-wide-8.png", "Wide test RGB", .rgb), ("profile-wide.jpg", "Wide test RGB", .rgb),
            ("profile-grey.png", "Test grey", .grey), ("profile-ink.jpg", "Test inks", .cmyk),
        ] as [(String, String, ColourProfile.ColourSpace)]
    )
    func `a profile says its name`(file: String, description: String, space: ColourProfile.ColourSpace) throws {
        let metadata = try metadata(file)
        let profile = try #require(metadata.profile)
        #expect(profile.description == description && profile.colourSpace == space)
        #expect(metadata.findings.isEmpty)
    }

    @Test func `a profile of other pixels is a finding`() throws {
        let line = "colour profile ignored (it is not one of the picture's colour model); colours are taken as sRGB"
        #expect(try metadata("profile-ink.png").findings.map(\.description) == [line])
    }

    @Test func `a broken profile is one finding`() throws {
        let findings = try metadata("profile-broken.png").findings
        #expect(findings.count == 1)
        guard case .profileIgnored = findings.first else {
            Issue.record("\(findings)")
            return
        }
        #expect(try metadata("rgb-8-chunks.png").findings.count == 1)
    }

    @Test(
        arguments: [
            ([1, 3, 2], nil), ([3, 2], "segment 1 of 3 is missing"), ([1, 2, 2, 3], "segment 2 of 3 comes twice"),
            ([0, 1, 2, 3], "its segments contradict each other"),
        ] as [([Int], String?)]
    )
    func `the segments of a profile are joined by their numbers`(order: [Int], fault: String?) throws {
        let plain = try #require(Fixture.named("ycbcr-420.jpg").first)
        let profiled = try metadata("profile-wide.jpg")
        let whole = try #require(profiled.profile).bytes
        let third = whole.count / 3 + 1
        let segments = order.flatMap { number in
            let piece = whole[max(number - 1, 0) * third..<min(max(number, 1) * third, whole.count)]
            return MadeFile.segment(0xE2, Array("ICC_PROFILE\0".utf8) + [UInt8(number), 3] + piece)
        }
        let metadata = try ImageDecoder(bytes: plain.file[..<20] + segments + plain.file[20...], name: "s.jpg").metadata
        if let fault {
            #expect(metadata.profile == nil && metadata.findings == [.profileIgnored(reason: fault)])
        } else {
            #expect(metadata.profile?.bytes == whole && metadata.findings.isEmpty)
        }
    }

    @Test func `XMP comes from a segment, and what did not fit from others`() throws {
        let plain = try #require(Fixture.named("ycbcr-420.jpg").first)
        let rest = [UInt8](repeating: 0x20, count: 70_000)
        let name = Array("http://ns.adobe.com/xmp/extension/\0".utf8) + [UInt8](repeating: 0x41, count: 32)
        let pieces = [60_000..<70_000, 0..<60_000].map { range in
            MadeFile.segment(0xE1, name + [0, 1, 0x11, 0x70] + fourBytes(range.lowerBound) + rest[range])
        }
        let packet = MadeFile.segment(0xE1, Array("http://ns.adobe.com/xap/1.0/\0<x/>".utf8))
        let file = plain.file[..<20] + packet + pieces.joined() + plain.file[20...]
        let metadata = try ImageDecoder(bytes: Array(file), name: "x.jpg").metadata
        #expect(metadata.xmp == Array("<x/>".utf8) && metadata.extendedXMP == rest)
        let half = plain.file[..<20] + packet + pieces[0] + plain.file[20...]
        #expect(try ImageDecoder(bytes: Array(half), name: "x.jpg").metadata.extendedXMP == nil)
    }

    /// `compressed` is zlib.compress(b"<x/>") of Python.
    @Test(arguments: [[0, 0] + Array("de\0XMP\0<x/>".utf8), [1, 0, 0, 0] + compressed] as [[UInt8]])
    func `XMP comes from a text chunk, compressed or not`(content: [UInt8]) throws {
        let plain = try #require(Fixture.named("rgb-8.png").first)
        let file = withChunk("iTXt", Array("XML:com.adobe.xmp\0".utf8) + content, in: plain.file)
        #expect(try ImageDecoder(bytes: file, name: "x.png").metadata.xmp == Array("<x/>".utf8))
    }

    private static let compressed: [UInt8] = [0x78, 0x9C, 0xB3, 0xA9, 0xD0, 0xB7, 0x03, 0x00, 0x02, 0xF8, 0x01, 0x22]

    @Test(
        arguments: [
            ("N", [0, 0, 0], "E", [0, 0, 0], nil), ("N", [91, 0, 0], "E", [0, 0, 0], false),
            ("X", [1, 0, 0], "E", [0, 0, 0], false), ("S", [1, 30, 36], "W", [180, 0, 0], true),
        ] as [(String, [Int], String, [Int], Bool?)]
    )
    func `a place must lie on the earth`(north: String, latitude: [Int], east: String, longitude: [Int], isThere: Bool?)
        throws
    {
        // Quotients by 0 stand for what the receiver did not know.
        let denominator = isThere == nil ? 0 : 1
        let exif = exifOfPlace(north, latitude, east, longitude, denominator)
        let plain = try #require(Fixture.named("rgb-8.png").first)
        let metadata = try ImageDecoder(bytes: withChunk("eXIf", exif, in: plain.file), name: "x.png").metadata
        #expect((metadata.place != nil) == (isThere == true))
        #expect((metadata.findings.isEmpty) == (isThere == true))
        if isThere == true { #expect(metadata.place?.latitude == -1.51 && metadata.place?.longitude == -180) }
    }
}

private func metadata(_ name: String) throws -> ImageMetadata {
    try ImageDecoder(path: Fixture.path(name)).metadata
}

private func fourBytes(_ value: Int) -> [UInt8] { (0..<4).map { UInt8(value >> (24 - 8 * $0) & 255) } }

/// A directory that points to one of four fields: two letters and two lists of three quotients.
private func exifOfPlace(_ north: String, _ latitude: [Int], _ east: String, _ longitude: [Int], _ denominator: Int)
    -> [UInt8]
{
    func field(_ tag: UInt8, _ type: UInt8, _ count: UInt8, _ value: [UInt8]) -> [UInt8] {
        [0, tag, 0, type, 0, 0, 0, count] + value
    }
    func letter(_ text: String) -> [UInt8] { Array(text.utf8.prefix(1)) + [0, 0, 0] }
    func quotients(_ numbers: [Int]) -> [UInt8] { numbers.flatMap { fourBytes($0) + fourBytes(denominator) } }
    let main: [UInt8] = [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1, 0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 26, 0, 0, 0, 0]
    let places =
        field(1, 2, 2, letter(north)) + field(2, 5, 3, [0, 0, 0, 80])
        + field(3, 2, 2, letter(east)) + field(4, 5, 3, [0, 0, 0, 104])
    return main + [0, 4] + places + [0, 0, 0, 0] + quotients(latitude) + quotients(longitude)
}
