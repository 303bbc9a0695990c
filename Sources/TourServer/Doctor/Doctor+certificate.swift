internal import TourBundle

extension Doctor {
    func certificateChecks() -> [DoctorCheck] {
        let subject = "certificate"
        guard let certificate else {
            let fact = "none: plain HTTP, over which headsets show no VR"
            return [.warning(subject, fact, "make one with 'zeitreise certificate', or name it with --certificate")]
        }
        do {
            if let key { _ = try CertificateStore(certificate: certificate, key: key) }
            let summary = try CertificateSummary(path: certificate)
            return [.certificate(daysLeft: summary.daysLeft, names: summary.names, end: summary.notAfter)]
        } catch {
            return [.fault(subject, "\(error)", "make a new one with 'zeitreise certificate'")]
        }
    }
}

extension DoctorCheck {
    /// - Parameter end: when it ends, as people read it.
    package static func certificate(daysLeft: Int, names: [String], end: String) -> Self {
        let advice = "make a new one with 'zeitreise certificate'; a running server takes it up by itself"
        if daysLeft < 0 { return .fault("certificate", "ended on \(end)", advice) }
        let fact = "\(daysLeft) days left, for \(names.joined(separator: ", "))"
        if daysLeft < CertificateValidity.daysOfWarning { return .warning("certificate", fact, advice) }
        return .good("certificate", fact)
    }
}
