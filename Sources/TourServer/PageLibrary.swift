package import Foundation
internal import NIOCore

/// The web pages, read once at start: a request never reaches the file system.
///
/// `NAME.html` at the top is served as `/NAME`, `index.html` as `/`, `NAME.js` at the top as `/NAME.js`, for a service worker
/// rules no more than the folder that it comes from, and every other file as `/pages/` and its path.
package struct PageLibrary: Sendable {
    private var pages: [String: Representation]

    /// Reads every file under a directory.
    ///
    /// - Throws: `TourServerError` when a file cannot be read or its media type is not known.
    package init(directory: URL) throws(TourServerError) {
        var pages: [String: Representation] = [:]
        for file in try Self.files(under: directory) {
            pages[Self.urlPath(of: file)] = try Self.page(file, in: directory)
        }
        self.pages = pages
    }

    /// The pages that come with the program, and Leaflet as Debian's `libjs-leaflet` has it, where that is installed.
    package static func installed() throws(TourServerError) -> Self {
        var library = try Self(directory: Bundle.module.bundleURL.appending(path: "Pages"))
        library.addLeaflet(from: URL(filePath: "/usr/share/javascript/leaflet"))
        return library
    }

    /// Takes what the console's map is drawn with; without it the console has no map, and says so.
    package mutating func addLeaflet(from folder: URL) {
        for file in ["leaflet.css", "leaflet.esm.min.js"] {
            guard let page = try? Self.page(file, in: folder) else { continue }
            pages["/pages/vendor/leaflet/" + file] = page
        }
    }

    /// The headset's pages for a server of files alone, by their paths in its folder: what is here `/NAME` is there the index of a folder.
    ///
    /// Pages come after all that they ask for.
    package var headsetFiles: [(path: String, bytes: [UInt8])] {
        var files: [String: [UInt8]] = [:]
        for (path, page) in pages {
            let bytes = Array(page.plain.body.readableBytesView)
            switch path {
            case "/headset": files["headset/index.html"] = bytes
            case "/service-worker.js": files["service-worker.js"] = bytes
            case _ where ["/pages/headset/", "/pages/common/"].contains { path.hasPrefix($0) }:
                files[String(path.dropFirst())] = bytes
            default: break
            }
        }
        let (pages, parts) = (files.filter { $0.key.hasSuffix(".html") }, files.filter { !$0.key.hasSuffix(".html") })
        return [parts, pages].flatMap { $0.sorted { $0.key < $1.key } }.map { ($0.key, $0.value) }
    }

    /// The page of a URL path as `Resource.page` has it.
    subscript(path: String) -> Representation? { pages[path] }

    /// The URL path of a file, given by its path in the directory.
    static func urlPath(of file: String) -> String {
        if file == "index.html" { return "/" }
        if !file.contains("/"), file.hasSuffix(".html") { return "/" + file.dropLast(".html".count) }
        if !file.contains("/"), file.hasSuffix(".js") { return "/" + file }
        return "/pages/" + file
    }

    /// Paths of the regular files, in the directory; links and hidden files are left out.
    private static func files(under directory: URL) throws(TourServerError) -> [String] {
        do {
            return try FileManager.default.subpathsOfDirectory(atPath: directory.path).filter { file in
                let kind = try FileManager.default.attributesOfItem(atPath: directory.path + "/" + file)[.type]
                return kind as? FileAttributeType == .typeRegular
                    && !file.split(separator: "/").contains { $0.first == "." }
            }
        } catch {
            throw .unreadablePages(path: directory.path, reason: error.localizedDescription)
        }
    }

    private static func page(_ file: String, in directory: URL) throws(TourServerError) -> Representation {
        let url = directory.appending(path: file)
        guard let mediaType = MediaType.ofPage(ending: url.pathExtension.lowercased()) else {
            throw .unknownPageType(path: url.path)
        }
        do {
            return Representation(
                Array(try Data(contentsOf: url)),
                mediaType: mediaType,
                caching: .revalidated,
                isCompressible: MediaType.isText(mediaType)
            )
        } catch {
            throw .unreadablePages(path: url.path, reason: error.localizedDescription)
        }
    }
}
