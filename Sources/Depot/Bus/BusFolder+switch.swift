internal import Foundation
internal import TourBundle

extension BusFolder {
    /// Has another release play, by one rename. Programs that serve keep the file that they have open.
    func play(_ id: ReleaseID) throws(DepotError) {
        try keepForeign(id.tour)
        let link = linkFile(id.tour)
        let next = "\(path)/.\(id.tour).ztour.next"
        unsafe unlink(next)
        guard unsafe symlink(".releases/\(id.name).ztour", next) == 0, unsafe rename(next, link) == 0 else {
            let error = DepotError.lastFailure(link)
            unsafe unlink(next)
            throw error
        }
        try syncFolder(of: link)
    }

    /// A bundle that somebody has copied here becomes what one can go back to.
    private func keepForeign(_ tour: String) throws(DepotError) {
        let file = linkFile(tour)
        guard let kind = try? FileManager.default.attributesOfItem(atPath: file)[.type] as? FileAttributeType,
            kind == .typeRegular, let id = ReleaseID(tour: tour, version: 0)
        else { return }
        let kept = bundleFile(id)
        if exists(kept) {
            guard FileState(path: kept)?.inode != FileState(path: file)?.inode else { return }
            try putAside(kept, of: tour)
        }
        guard unsafe link(file, kept) == 0 else { throw .lastFailure(kept) }
        try syncFolder(of: kept)
    }

    /// One that was copied here before is nobody's but whose who copied it: it gets a name of its own beside the tours.
    private func putAside(_ kept: String, of tour: String) throws(DepotError) {
        for number in 1... {
            let name = "\(linkFile(tour)).\(number)"
            if unsafe link(kept, name) == 0 { break }
            guard errno == EEXIST else { throw .lastFailure(name) }
        }
        try syncFolder(of: linkFile(tour))
        guard unsafe unlink(kept) == 0 else { throw .lastFailure(kept) }
    }

    /// Goes back to the release before, or forward again to the one gone back from.
    ///
    /// - Returns: the release that plays now.
    package func rollBack(_ tour: String) throws(DepotError) -> ReleaseID {
        let lock = try lock()
        defer { _ = lock }
        let others = bundles(tour).filter { $0 != current(tour) }
        let version = current(tour)?.version ?? .max
        guard let other = others.last(where: { $0.version < version }) ?? others.first else {
            throw .nothingToRollBack(tour)
        }
        try play(other)
        return other
    }

    /// Removes what no release on the bus needs any more: all but these of their tour.
    func tidy(keeping kept: [ReleaseID?]) {
        let names = kept.compactMap { $0?.name }
        guard let tour = kept.compactMap({ $0?.tour }).first else { return }
        for file in files(in: releases) {
            guard let dot = file.firstIndex(of: "."), let id = ReleaseID(name: file[..<dot]), id.tour == tour,
                !names.contains(id.name)
            else { continue }
            unsafe unlink("\(releases)/\(file)")
        }
    }
}
