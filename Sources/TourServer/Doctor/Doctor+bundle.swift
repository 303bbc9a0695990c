internal import TourBundle

extension Doctor {
    /// Reads every byte of the bundle.
    func bundleChecks() async -> [DoctorCheck] {
        let subject = "bundle"
        do {
            let reader = try BundleReader(path: bundle)
            guard let result = try await verified(reader) else {
                let fact = "not read to its end within \(Int(longestReading / .seconds(1))) s"
                return [.warning(subject, fact, "look at \(bundle) with 'zeitreise verify'", code: "bundle_slow")]
            }
            guard let fault = result.faults.first else {
                let places = reader.tour.places.count
                return [
                    .good(
                        subject,
                        "\(reader.tour.id): whole; \(places) place\(places == 1 ? "" : "s"), \(result.tiles) tiles",
                        code: "bundle_whole",
                        ["tour": reader.tour.id, "places": "\(places)", "tiles": "\(result.tiles)"]
                    )
                ]
            }
            let others = result.faults.count - 1
            let more = others == 0 ? "" : ", and \(others) more fault\(others == 1 ? "" : "s")"
            return [
                .fault(
                    subject,
                    fault + more,
                    "copy or build \(bundle) again",
                    code: "bundle_damaged",
                    ["count": "\(result.faults.count)", "first": fault]
                )
            ]
        } catch {
            return [.fault(subject, "\(error)", "copy or build it again", code: "bundle_unreadable")]
        }
    }

    /// `nil` where it takes too long.
    private func verified(_ reader: BundleReader) async throws -> BundleVerification? {
        try await withThrowingTaskGroup(of: BundleVerification?.self) { group in
            group.addTask { try await reader.verify() }
            group.addTask { [longestReading] in
                try await Task.sleep(for: longestReading)
                return nil
            }
            defer { group.cancelAll() }
            return try await group.next() ?? nil
        }
    }
}
