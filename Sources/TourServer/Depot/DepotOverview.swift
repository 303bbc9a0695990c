internal import Depot
internal import TourBundle

/// The body of `/api/v1/depot`.
struct DepotOverview: Encodable {
    struct Release: Encodable {
        let tour: String
        let version: Int
        let title: [String: String]
        /// Seconds since 1970.
        let made: Int
        let expires: Int
        let bytes: Int
        let panoramas: Int
        let minimumProgram: String
        let key: String
        /// Whether the key has retired since, so that no bus takes it.
        var isRetired = false
    }

    struct Bus: Encodable {
        let name: String
        let key: String
        let seen: Int
        let releases: [ReleaseID]
        let certificateDaysLeft: Int?
        let freeBytes: Int
        let program: String
    }

    /// The depot's clock, since 1970.
    let now: Int
    let releases: [Release]
    let buses: [Bus]

    init(_ releases: [Release], _ buses: [BusBook.Entry], at second: Int) {
        now = second
        self.releases = releases
        self.buses = buses.map(Bus.init)
    }
}

extension DepotOverview.Release {
    init(_ release: SignedRelease) {
        let body = release.body
        (tour, version, title, made, expires) = (body.tour, body.version, body.title, body.made, body.expires)
        (bytes, panoramas) = (body.content.bytes, body.content.panoramas.count)
        (minimumProgram, key) = (body.minimumProgram, release.key.hex)
    }
}

extension DepotOverview.Bus {
    fileprivate init(_ entry: BusBook.Entry) {
        let report = entry.report
        (name, key, seen, releases) = (report.name, entry.key.hex, entry.seen, report.releases)
        (certificateDaysLeft, freeBytes, program) = (report.certificateDaysLeft, report.freeBytes, report.program)
    }
}
