internal import Foundation
internal import TourBundle

extension Doctor {
    func certificateChecks() -> [DoctorCheck] {
        let subject = "certificate"
        guard let certificate else {
            let fact = "none: plain HTTP, over which headsets show no VR"
            return [
                .warning(
                    subject,
                    fact,
                    "make one with 'zeitreise certificate', or name it with --certificate",
                    code: "certificate_none"
                )
            ]
        }
        do {
            if let key { _ = try CertificateStore(certificate: certificate, key: key) }
            let summary = try CertificateSummary(path: certificate)
            return [.certificate(summary.validity, names: summary.names)]
        } catch {
            return [
                .fault(subject, "\(error)", "make a new one with 'zeitreise certificate'", code: "certificate_unusable")
            ]
        }
    }
}

extension DoctorCheck {
    /// - Parameter second: this machine's time, since 1970.
    package static func certificate(_ validity: CertificateValidity, names: [String], at second: Int = time(nil))
        -> Self
    {
        let subject = "certificate"
        let advice = "make a new one with 'zeitreise certificate'; a running server takes it up by itself"
        switch validity.standing(at: second) {
        case .early:
            return .fault(
                subject,
                "not valid before \(validity.start)",
                "set the clock, or \(advice)",
                code: "certificate_early",
                ["day": String(validity.start.prefix(10))]
            )
        case .ended:
            return .fault(
                subject,
                "ended on \(validity.end)",
                "set the clock if it is wrong, or \(advice)",
                code: "certificate_ended",
                ["day": String(validity.end.prefix(10))]
            )
        case .valid:
            let days = validity.daysLeft(at: second)
            let fact = "\(days) days left, for \(names.joined(separator: ", "))"
            let values = ["days": "\(days)", "names": names.joined(separator: ", ")]
            return days < CertificateValidity.daysOfWarning
                ? .warning(subject, fact, advice, code: "certificate_ending", values)
                : .good(subject, fact, code: "certificate_valid", values)
        }
    }
}
