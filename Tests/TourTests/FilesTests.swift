import Testing
import Tour

struct FilesTests {
    private static let paths = [
        "old-town.gpx", "../../Assets/old-town/map.geojson", "castle-zone.geojson",
        "../../Assets/old-town/castle-today.jpg",
        "castle-today.de.txt", "castle-today.en.txt",
        "castle-today.de.mp3", "castle-today.en.mp3", "castle-today.de.vtt", "castle-today.en.vtt",
        "../../Assets/old-town/castle-1905.jpg", "../../Assets/old-town/castle-1880.jpg",
        "../../Assets/old-town/card-1881.jpg", "../../Assets/old-town/castle-1871.tif",
        "../../Assets/old-town/castle-1200.png", "../../Assets/old-town/camp.jpg",
    ]

    @Test func `every file that a tour names is known, in the order of the lines`() throws {
        let references = try read(FormatPage.full()).references
        #expect(references.map(\.path) == Self.paths)
        #expect(
            references.map(\.kind) == [
                .route, .map, .zone, .panorama, .script, .script, .narration, .narration, .captions, .captions, .photo,
                .photo,
                .photo, .panorama, .panorama, .panorama,
            ]
        )
    }

    @Test func `files are looked for from the document's folder`() throws {
        var asked: [String] = []
        let reading = TourReading(yaml: Array(try FormatPage.full().utf8), file: "Tours/old/tour.yaml")
        let findings = reading.missingFiles { path in
            asked.append(path)
            return true
        }
        #expect(findings.isEmpty)
        #expect(asked == Self.paths.map { "Tours/old/" + $0 })
    }

    @Test(arguments: paths) func `a missing file is named with its line`(_ path: String) throws {
        let yaml = try FormatPage.full()
        let findings = TourReading(yaml: Array(yaml.utf8), file: "tour.yaml").missingFiles { $0 != path }
        #expect(findings.map(\.code) == [.missingFile])
        #expect(findings.first?.mark?.line == mark(of: path, in: yaml)?.line)
        #expect(findings.first?.message.contains("'\(path)' is not there") == true)
    }

    @Test(arguments: Mistake.keys + Mistake.values + Mistake.pictures) func `no mistake hides that a file is missing`(
        _ mistake: Mistake
    )
        throws
    {
        guard !mistake.original.contains("castle-1200"), mistake.code != .wrongVersion else { return }
        let yaml = try mistake.applied(to: FormatPage.full())
        let reading = TourReading(yaml: Array(yaml.utf8), file: "tour.yaml")
        #expect(reading.document == nil && !reading.findings.isEmpty)
        let missing = reading.missingFiles { !$0.hasSuffix("castle-1200.png") }
        #expect(
            missing.map(\.mark?.line) == [mark(of: "panorama: ../../Assets/old-town/castle-1200.png", in: yaml)?.line]
        )
    }
}
