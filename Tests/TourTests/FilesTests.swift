import Testing
import Tour

struct FilesTests {
    private static let paths = [
        "old-town.gpx", "../../Assets/old-town/map.geojson", "castle-zone.geojson",
        "../../Assets/old-town/castle-today.jpg",
        "castle-today.de.mp3", "castle-today.en.mp3", "castle-today.de.vtt", "castle-today.en.vtt",
        "../../Assets/old-town/castle-1905.jpg", "../../Assets/old-town/castle-1880.jpg",
        "../../Assets/old-town/castle-1200.png", "../../Assets/old-town/camp.jpg",
    ]

    @Test func `every file that a tour names is known, in the order of the lines`() throws {
        let references = try read(FormatPage.full()).references
        #expect(references.map(\.path) == Self.paths)
        #expect(
            references.map(\.kind) == [
                .route, .map, .zone, .panorama, .narration, .narration, .captions, .captions, .photo, .photo,
                .panorama, .panorama,
            ]
        )
    }

    @Test func `files are looked for from the document's folder`() throws {
        var asked: [String] = []
        let tour = try read(FormatPage.full(), file: "Tours/old/tour.yaml")
        let findings = tour.missingFiles { path in
            asked.append(path)
            return true
        }
        #expect(findings.isEmpty)
        #expect(asked == Self.paths.map { "Tours/old/" + $0 })
    }

    @Test(arguments: paths) func `a missing file is named with its line`(_ path: String) throws {
        let yaml = try FormatPage.full()
        let findings = try read(yaml).missingFiles { $0 != path }
        #expect(findings.map(\.code) == [.missingFile])
        #expect(findings.first?.mark?.line == mark(of: path, in: yaml)?.line)
        #expect(findings.first?.message.contains("'\(path)' is not there") == true)
    }
}
