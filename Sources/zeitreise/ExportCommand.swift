import ArgumentParser
import Foundation
import TileBuilder
import TourBundle
import TourServer

struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Writes a tour as plain files, or what a bundle holds for other programs and archives.",
        discussion: """
            Without --format: a folder with the tour and the page to look round in, for any web server, object store or CDN. \
            Put what is in it at the top of an address of its own, with https for headsets. There is no drive and no guide: \
            those who come choose for themselves. Exported again into the same folder, only files that changed are written, \
            and those that the tour no longer has are removed; files of others stay. Tours/WEB.md shows how to upload it. \
            The first page has the tour in words, and each place has one, in each language: for search engines, and for \
            who comes from them. With --base-url the pages name their own address and each other's, and there are \
            sitemap.xml and robots.txt.

            --layout: a folder with the tour for another viewer instead: every epoch a scene, links to the place's other epochs \
            and, in their true direction, to the places before and after it; the left eye of stereo. The viewer's own files \
            are not ours to bring; put them beside the folder's index.html:
            pannellum: Pannellum: pannellum.js and pannellum.css (pannellum.org).
            marzipano: Marzipano: marzipano.js (marzipano.net).
            psv: Photo Sphere Viewer 5 (photo-sphere-viewer.js.org): node_modules, which npm install makes; the export says of \
            which packages.

            geojson: places with the times of their epochs ('when', as GeoJSON-T has it), attribution and certainty.
            iiif: a IIIF Presentation 3 manifest, an epoch a canvas, with navDate and navPlace. --base-url says where \
            'serve' shows the bundle, behind a web server of yours: pictures are named by their addresses there. Let \
            that web server give out the manifest at URL/iiif/manifest.json; 'serve' does not.
            attribution: a line for each epoch, to print: place, years, credit, licence, source, certainty, and who is \
            to be named for the surroundings.

            Examples:
              zeitreise export old-town.ztour --output site
              zeitreise export old-town.ztour --output site --base-url https://tours.example.org
              zeitreise export old-town.ztour --layout pannellum --output site-pannellum
              zeitreise export old-town.ztour --layout psv --output site-psv
              zeitreise export old-town.ztour --format attribution
              zeitreise export old-town.ztour --format geojson --output old-town.geojson
              zeitreise export old-town.ztour --format iiif --base-url https://tours.example.org --output manifest.json
            """
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case geojson
        case iiif
        case attribution

        /// Of its files, the usual one first.
        var endings: [String] {
            switch self {
            case .geojson: [".geojson", ".json"]
            case .iiif: [".json"]
            case .attribution: [".txt", ".csv"]
            }
        }
    }

    @Argument(help: "A .ztour file.")
    var bundle: String

    @Option(help: "What to write: geojson, iiif or attribution; without it the whole tour as plain files.")
    var format: Format?

    @Option(help: "Of plain files whose viewer they are for, if not Zeitreise's own page: pannellum, marzipano or psv.")
    var layout: TourPlayer?

    @Option(
        help: ArgumentHelp(
            """
            Where to write it; without it standard output. A file is replaced only where its name ends as such files do. Of plain \
            files a new or empty folder, or that of an earlier export.
            """,
            valueName: "path"
        ),
        transform: named
    )
    var output: String?

    @Option(
        help: ArgumentHelp(
            "For iiif: the address at which the bundle is served. Of plain files where they will be, for search engines.",
            valueName: "url"
        ),
        transform: BaseURL.init
    )
    var baseURL: BaseURL?

    @Flag(name: .shortAndLong, help: "No progress on standard error.")
    var quiet = false

    @Flag(help: "Of plain files the result as JSON on standard output.")
    var json = false

    func validate() throws {
        guard format == .iiif ? baseURL != nil : format == nil || baseURL == nil else {
            throw ValidationError("--base-url: give it with --format iiif, or for plain files; others name no address")
        }
        // Not told with the address itself, as a fault of an option is: the line may stand in a log.
        guard baseURL?.isSecret != true else {
            throw ValidationError("--base-url: leave out the user and the password, for everybody can read the address")
        }
        guard format != nil || baseURL?.isTop != false else {
            throw ValidationError("--base-url: plain files belong at the top of an address: https://tours.example.org")
        }
        guard output?.lowercased().hasSuffix(".ztour") != true else {
            throw ValidationError("--output: a bundle is called so; give another name")
        }
        guard format != nil || output != nil else {
            throw ValidationError(
                "--output: give a new or empty folder for plain files, or say with --format what to write"
            )
        }
        guard layout == nil || format == nil && baseURL == nil else {
            throw ValidationError("--layout: leave it out with --format and --base-url")
        }
        guard !json || format == nil else {
            throw ValidationError("--json: only plain files have such a result; leave it out with --format")
        }
    }

    func run() async throws {
        let reader = try BundleReader(path: bundle)
        guard let format else { return try await writeSite(of: reader, to: output ?? "") }
        let text =
            switch format {
            case .geojson: try reader.tour.geoJSON()
            case .iiif: try reader.tour.iiif(panoramas: await reader.panoramas(), at: baseURL?.text ?? "")
            case .attribution: reader.tour.attributionList
            }
        if let output {
            try writeText(text + "\n", to: output, endings: format.endings)
        } else {
            try Terminal.writeResult(text)
        }
    }

    private func writeSite(of reader: BundleReader, to folder: String) async throws {
        let pages = try PageLibrary.installed().headsetFiles.map { SiteFile(path: $0.path, bytes: $0.bytes) }
        let report = try await interruptible { [quiet, layout, baseURL] in
            let bar = ProgressBar(isQuiet: quiet)
            defer { bar.finish() }
            if let layout {
                return try await reader.writeTour(for: layout, to: folder) { bar.show($0, of: folder) }
            }
            return try await reader.writeSite(pages, at: baseURL?.text, to: folder) { bar.show($0, of: folder) }
        }
        let outcome = SiteOutcome(report, folder: folder, needed: layout?.needed)
        if json {
            try Terminal.writeJSON(outcome)
        } else {
            try Terminal.writeResult(outcome.line)
        }
    }
}

extension TourPlayer: ExpressibleByArgument {}

private struct SiteOutcome: Encodable {
    var output: String
    /// Numbers of files.
    var written: Int
    var kept: Int
    var removed: Int
    /// Of those written.
    var bytes: Int
    /// What others are to put beside `index.html`.
    var needed: String?

    init(_ report: SiteReport, folder: String, needed: String?) {
        (output, self.needed) = (folder, needed)
        (written, kept, removed, bytes) = (report.written, report.kept, report.removed, report.bytes)
    }

    var line: String {
        let size = String(format: "%.1f", Double(bytes) / 1_048_576)
        let done = "\(output): \(counted(written, "file")) written (\(size) MiB), \(kept) kept, \(removed) removed"
        return done + (needed.map { "\nto be put beside its index.html: \($0)" } ?? "")
    }
}

extension BundleReader {
    /// Those of the tour's epochs.
    fileprivate func panoramas() async throws(BundleError) -> [Digest: PanoramaManifest] {
        var panoramas: [Digest: PanoramaManifest] = [:]
        for digest in Set(tour.places.flatMap(\.epochs).map(\.panorama)) {
            panoramas[digest] = try await panorama(digest)
        }
        return panoramas
    }
}
