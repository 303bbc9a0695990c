internal import TourBundle

extension Doctor {
    /// Reads every byte of the bundle.
    func bundleChecks() async -> [DoctorCheck] {
        let subject = "bundle"
        do {
            let reader = try BundleReader(path: bundle)
            let result = try await reader.verify()
            guard let fault = result.faults.first else {
                let places = reader.tour.places.count
                return [
                    .good(
                        subject,
                        "\(reader.tour.id): whole; \(places) place\(places == 1 ? "" : "s"), \(result.tiles) tiles"
                    )
                ]
            }
            let others = result.faults.count - 1
            let more = others == 0 ? "" : ", and \(others) more fault\(others == 1 ? "" : "s")"
            return [.fault(subject, fault + more, "copy or build \(bundle) again")]
        } catch {
            return [.fault(subject, "\(error)", "copy or build it again")]
        }
    }
}
