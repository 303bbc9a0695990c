import TestSupport
import Testing
import Tour

struct GeometryFileTests {
    private static let one = TourDocument.Location(latitudeDegrees: 49.4, longitudeDegrees: 7.7)
    private static let two = TourDocument.Location(latitudeDegrees: 49.5, longitudeDegrees: 7.8)
    private static let three = TourDocument.Location(latitudeDegrees: -1, longitudeDegrees: -179.5)

    private static let lines = [
        lineString("[7.7, 49.4], [7.8, 49.5], [-179.5, -1]"),
        lineString("[7.7, 49.4, 250.5], [7.8, 49.5, 251, 17], [-179.5, -1.0e0]"),
        "\u{FEFF}\n{\"bbox\": [1, 2, 3, 4], \"type\": \"Feature\", \"properties\": null, \"id\": 5, \"geometry\": "
            + "{\"coordinates\": [[7.7, 49.4], [7.8, 49.5], [-179.5, -1]], \"type\": \"LineString\"}}",
        "{\"type\": \"FeatureCollection\", \"features\": [{\"type\": \"Feature\", \"geometry\": null}, "
            + "{\"type\": \"Feature\", \"geometry\": {\"type\": \"Point\", \"coordinates\": [1, 2]}}, "
            + "{\"type\": \"Feature\", \"geometry\": \(lineString("[7.7, 49.4], [7.8, 49.5], [-179.5, -1]"))}]}",
        "{\"type\": \"MultiLineString\", \"coordinates\": [[[7.7, 49.4], [7.8, 49.5]], [[7.800001, 49.5], [-179.5, -1]]]}",
        track(
            "<trkpt lat='49.4' lon='7.7'><ele>250</ele><time>2026-01-01T00:00:00Z</time></trkpt>"
                + "<trkpt lon=' 7.8 ' lat='49.5'/></trkseg><trkseg/><trkseg><trkpt lat='-1' lon='-179.5'/>"
        ),
        "<?xml version='1.0' encoding='UTF-8'?>\n<g:gpx xmlns:g='http://www.topografix.com/GPX/1/1'><g:metadata/>"
            + "<g:wpt lat='5' lon='5'/><g:rte><g:name>R\u{FC}ckweg</g:name><g:rtept lat='49.4' lon='7.7'/>"
            + "<g:rtept lat='49.5' lon='7.8'/><g:rtept lat='-1' lon='-179.5'/></g:rte></g:gpx>",
        "<gpx><rte><rtept lat='1' lon='1'/></rte><trk><trkseg><trkpt lat='49.4' lon='7.7'/><trkpt lat='49.5' lon='7.8'/>"
            + "<trkpt lat='-1' lon='-179.5'/></trkseg></trk></gpx>",
    ]

    @Test(arguments: lines) func `reads a line`(_ content: String) throws {
        #expect(try GeometryFile.line(Array(content.utf8), file: "a") == [Self.one, Self.two, Self.three])
    }

    @Test(arguments: BadGeometry.all) func `says the file, the place, what is wrong and what to do`(_ bad: BadGeometry)
        throws
    {
        let bytes = Array(bad.content.utf8)
        let error = try #require(throws: TourError.self) {
            if bad.isZone {
                _ = try GeometryFile.zone(bytes, file: "a/b")
            } else {
                _ = try GeometryFile.line(bytes, file: "a/b")
            }
        }
        let finding = try #require(error.findings.first)
        #expect(error.findings.count == 1)
        #expect(finding.code == bad.code && finding.file == "a/b")
        #expect(finding.mark?.line == bad.line)
        #expect(finding.message == bad.message)
        #expect(!finding.advice.isEmpty)
    }

    @Test(arguments: [[0xFF, 0xFE, 0x7B, 0], [0x7B, 0xC3, 0x28], [0x3C, 0x67, 0xFF]] as [[UInt8]])
    func `other bytes than UTF-8 are refused before any parser sees them`(_ bytes: [UInt8]) {
        let error = #expect(throws: TourError.self) { try GeometryFile.line(bytes, file: "a") }
        #expect(error?.findings.map(\.code) == [.notText])
    }

    @Test func `nesting without end is refused`() {
        for opening in ["[", "{\"type\": ", "{\"a\": [", "<a>"] {
            let bytes =
                Array((opening == "<a>" ? "<gpx>" : "{\"x\": ").utf8)
                + Array(String(repeating: opening, count: 100_000).utf8)
            #expect(throws: TourError.self) { try GeometryFile.line(bytes, file: "a") }
        }
    }

    @Test(arguments: lines) func `every beginning of a line is a line or has a finding`(_ content: String) {
        let bytes = Array(content.utf8)
        for length in bytes.indices { expectSoundness(Array(bytes.prefix(length))) }
    }

    @Test(arguments: lines.indices) func `no mutation crashes`(_ index: Int) {
        var random = SplitMix64(state: UInt64(index))
        let original = Array(Self.lines[index].utf8)
        for _ in 0..<400 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                guard !bytes.isEmpty else { break }
                let at = Int.random(in: bytes.indices, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes[at] = UInt8.random(in: .min ... .max, using: &random)
                case 1: bytes.remove(at: at)
                case 2: bytes.insert(contentsOf: Self.tokens.randomElement(using: &random) ?? [], at: at)
                default: bytes.swapAt(at, Int.random(in: bytes.indices, using: &random))
                }
            }
            expectSoundness(bytes)
        }
    }

    private static let tokens = [
        "[", "]", "{", "}", ",", ":", "null", "1e999", "-", "\"", "\\u0000", "\\ud800", "<", ">", "/>", "&lt;", "&#0;",
        "&a;", "<!--",
        "<![CDATA[", "<?", "'", "180.0001", "NaN", "\u{0}", "\u{301}",
    ].map { Array($0.utf8) }

    /// What comes back lies on the Earth; what does not has one finding of one line.
    private func expectSoundness(_ bytes: [UInt8]) {
        do throws(TourError) {
            let line = try GeometryFile.line(bytes, file: "a")
            #expect(line.count >= 2)
            #expect(line.allSatisfy { abs($0.latitudeDegrees) <= 90 && abs($0.longitudeDegrees) <= 180 })
        } catch {
            #expect(error.findings.count == 1)
            #expect(error.description.split(whereSeparator: \.isNewline).count == 1)
        }
    }
}
