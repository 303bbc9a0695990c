internal import Depot
internal import TourBundle

/// The releases of a depot's folder, each opened when it is first asked for, and anew once its files were replaced. A name from
/// outside never becomes a path: it is looked for among those that are there.
actor DepotShelf {
    /// What was read of files while they were as `state` says.
    private struct Read<Value> {
        let state: [FileState]
        let value: Value
    }

    private let folder: DepotFolder
    private var open: [ReleaseID: Read<ShelvedRelease>] = [:]
    /// Nil for what is not rightly signed.
    private var shown: [ReleaseID: Read<DepotOverview.Release?>] = [:]

    /// Files of reports that were carried here, as they were when they were taken.
    private var carried: [String: FileState] = [:]

    private static let mostOpen = 32

    init(_ folder: DepotFolder) { self.folder = folder }

    func offer() throws(DepotError) -> DepotOffer {
        DepotOffer(
            releases: try folder.releases(),
            keys: try folder.statements().map { String(decoding: $0, as: UTF8.self) }
        )
    }

    /// - Returns: nil where there is none, any more.
    func release(_ id: ReleaseID) throws -> ShelvedRelease? {
        guard try folder.releases().contains(id), let state = folder.state(id) else {
            open[id] = nil
            return nil
        }
        if let read = open[id], read.state == state { return read.value }
        if open.count >= Self.mostOpen { open = [:] }
        let release = try ShelvedRelease(id, in: folder)
        open[id] = Read(state: state, value: release)
        return release
    }

    /// Takes reports that came on a stick. The bus's own clock says of when they are, for it was out of reach then.
    ///
    /// - Parameter second: now, since 1970.
    func takeCarriedReports(into book: BusBook, at second: Int) async throws {
        let files = folder.reportFiles()
        for (file, state) in files where carried[file] != state {
            if let report = folder.report(file: file) {
                _ = try await book.take(report, at: min(second, report.body.number))
            }
            carried[file] = state
        }
        carried = carried.filter { files[$0.key] != nil }
    }

    /// Those whose signature is right, by tour and version.
    func releases() throws(DepotError) -> [DepotOverview.Release] {
        let ids = try folder.releases()
        let retired = Set(try folder.retired().map(\.hex))
        var read: [ReleaseID: Read<DepotOverview.Release?>] = [:]
        for id in ids {
            guard let state = folder.state(id) else { continue }
            if let before = shown[id], before.state == state {
                read[id] = before
            } else {
                read[id] = Read(state: state, value: (try? folder.release(id)).map(DepotOverview.Release.init))
            }
        }
        shown = read
        return ids.compactMap { id in
            guard var release = read[id]?.value else { return nil }
            release.isRetired = retired.contains(release.key)
            return release
        }
    }
}
