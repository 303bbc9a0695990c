internal import Files
internal import Foundation
internal import TourBundle

/// A bus's tours: `TOUR.ztour` is a link to the release that plays, under `.releases`.
package struct BusFolder: Sendable {
    package let path: String
    var releases: String { path + "/.releases" }

    /// Makes the folder where it is not there yet.
    ///
    /// - Throws: `DepotError.noFolder` where it cannot be made.
    package init(path: String) throws(DepotError) {
        self.path = path
        do {
            try FileManager.default.createDirectory(atPath: path + "/.releases", withIntermediateDirectories: true)
        } catch {
            throw .noFolder(path, reason: error.localizedDescription)
        }
    }

    func bundleFile(_ id: ReleaseID) -> String { "\(releases)/\(id.name).ztour" }
    func releaseFile(_ id: ReleaseID) -> String { "\(releases)/\(id.name).release" }
    func partialFile(_ id: ReleaseID) -> String { "\(releases)/\(id.name).partial" }
    package func linkFile(_ tour: String) -> String { "\(path)/\(tour).ztour" }

    /// Keeps a second sync out as long as it lives.
    func lock() throws(DepotError) -> FileLock {
        do {
            return try FileLock(releases + "/.lock")
        } catch {
            throw error.code == EWOULDBLOCK ? .busy(path) : DepotError(error)
        }
    }

    /// The release that plays; nil where there is none, or a file that no sync brought.
    package func current(_ tour: String) -> ReleaseID? {
        guard let target = try? FileManager.default.destinationOfSymbolicLink(atPath: linkFile(tour)),
            target.hasPrefix(".releases/"), target.hasSuffix(".ztour")
        else { return nil }
        let id = ReleaseID(name: target.dropFirst(".releases/".count).dropLast(".ztour".count))
        return id?.tour == tour ? id : nil
    }

    /// The releases that play, by tour.
    package func installed() -> [ReleaseID] {
        files(in: path).filter { $0.hasSuffix(".ztour") }.sorted().compactMap { current(String($0.dropLast(6))) }
    }

    /// Whole bundles of a tour, by version.
    func bundles(_ tour: String) -> [ReleaseID] {
        files(in: releases).filter { $0.hasSuffix(".ztour") }.compactMap { ReleaseID(name: $0.dropLast(6)) }
            .filter { $0.tour == tour }.sorted { $0.version < $1.version }
    }

    /// The signed file of a release that is here; nil where there is none that can be read.
    package func release(_ id: ReleaseID) -> SignedRelease? {
        guard let bytes = read(releaseFile(id), most: ReleaseManifest.mostBytes) else { return nil }
        return try? SignedRelease(file: bytes, name: releaseFile(id))
    }

    func known(_ tour: String) -> [InstalledRelease] {
        bundles(tour).compactMap { id in
            release(id).map { InstalledRelease(version: id.version, digest: $0.digest) }
        }
    }

    func files(in folder: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    }

    package var freeBytes: Int {
        let attributes = try? FileManager.default.attributesOfFileSystem(forPath: path)
        return (attributes?[.systemFreeSize] as? NSNumber)?.intValue ?? 0
    }
}

func exists(_ path: String) -> Bool { (try? FileManager.default.attributesOfItem(atPath: path)) != nil }

/// The file itself, not a link to it.
func resolved(_ path: String) -> String { URL(fileURLWithPath: path).resolvingSymlinksInPath().path }
