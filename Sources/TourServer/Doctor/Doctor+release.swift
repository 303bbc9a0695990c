internal import Depot
internal import Foundation
internal import TourBundle

extension Doctor {
    /// What the depot signed, where the bundle came from one.
    func releaseChecks() async -> [DoctorCheck] {
        guard let reader = try? BundleReader(path: bundle) else { return [] }
        do {
            return try await ReleaseStanding.beside(reader).map { [.release($0, at: time(nil))] } ?? []
        } catch {
            return [
                .fault(
                    "release",
                    "\(error)",
                    "sync it again, or go back with 'zeitreise sync --rollback'",
                    code: "release_wrong"
                )
            ]
        }
    }
}

extension DoctorCheck {
    /// An ended release plays on, so that is no fault.
    ///
    /// - Parameter second: this machine's time, since 1970.
    static func release(_ release: ReleaseStanding, at second: Int) -> Self {
        let fact = "\(release.tour) \(release.version), signed on \(day(release.made))"
        let values = ["tour": release.tour, "version": "\(release.version)", "day": day(release.expires)]
        if release.isTrusted == false {
            return .warning(
                "release",
                "\(fact) by a key that this bus does not trust",
                "sync it again",
                code: "release_untrusted",
                values
            )
        }
        guard second <= release.expires else {
            return .warning(
                "release",
                "\(fact), ended on \(day(release.expires)); it plays on",
                "have the depot sign the tour again, and sync it",
                code: "release_ended",
                values
            )
        }
        return .good("release", fact, code: "release_signed", values)
    }
}
