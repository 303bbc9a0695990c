internal import Tour

/// The files of the guide's map, and what is wrong with them.
struct BaseMapFiles {
    private(set) var findings: [TourFinding] = []
    /// Where raster tiles are named.
    private(set) var folder: MapTileFolder?

    init(_ reading: TourReading) {
        var coverage: MapCoverage?
        for reference in reading.references {
            let path = reading.resolve(reference.path)
            switch reference.kind {
            case .map where isFile(path): coverage = read(path)
            case .tiles:
                let folder = MapTileFolder(reference, at: path, in: reading.file)
                findings += folder.findings
                if folder.findings.isEmpty { coverage = .tiles(Set(folder.tiles.map(\.place))) }
                self.folder = folder
            default: break
            }
        }
        if let document = reading.document, let coverage { findings += document.findings(on: coverage) }
    }

    private mutating func read(_ path: String) -> MapCoverage? {
        do throws(TourError) {
            return try GeometryFile.map(try GeometryFile.readMap(path), file: path)
        } catch {
            findings += error.findings
            return nil
        }
    }
}
