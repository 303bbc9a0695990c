internal import Foundation
internal import TourBundle

extension BusFolder {
    /// Throws away what of a release is not whole.
    func discardPart(of id: ReleaseID) {
        BundleIntake.remove(at: partialFile(id))
        for file in files(in: releases) where file.hasPrefix("\(id.name).") && file.hasSuffix(".part") {
            unsafe unlink("\(releases)/\(file)")
        }
    }

    /// Bundles in which a release's blobs may lie: of the same tour first.
    func neighbours(of tour: String) -> [BundleReader] {
        let own = bundles(tour).reversed().map(bundleFile)
        let foreign = exists(linkFile(tour)) && current(tour) == nil ? [linkFile(tour)] : []
        let others = installed().filter { $0.tour != tour }.map(bundleFile)
        return (own + foreign + others).compactMap { try? BundleReader(path: $0) }
    }
}
