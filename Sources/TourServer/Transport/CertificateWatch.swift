internal import Logging
internal import ServiceLifecycle

/// Looks now and then whether there is a new certificate, and whether the one there is valid by this machine's clock.
struct CertificateWatch: Service {
    let certificates: CertificateStore
    let interval: Duration
    let logger: Logger
    /// Told again and again how long the certificate is good for.
    let tell: @Sendable (CertificateValidity) -> Void

    func run() async throws {
        try? await cancelWhenGracefulShutdown {
            var said: Standing?
            while true {
                let validity = certificates.validity
                let now = Standing(standing: validity.standing(), isEnding: validity.complaint() != nil)
                if now != said { say(validity, wasSaid: said != nil) }
                said = now
                tell(validity)
                try await Task.sleep(for: interval)
                look()
            }
        }
    }

    /// What is said once, until it changes: the clock may jump while the server runs.
    private struct Standing: Equatable {
        var standing: CertificateValidity.Standing
        var isEnding: Bool
    }

    private func say(_ validity: CertificateValidity, wasSaid: Bool) {
        let path = certificates.certificate
        if let complaint = validity.complaint() {
            let level: Logger.Level = validity.standing() == .valid ? .warning : .error
            logger.log(level: level, "\(path): \(complaint)")
        } else if wasSaid {
            logger.notice("\(path): valid")
        }
    }

    private func look() {
        do throws(TourServerError) {
            guard try certificates.reload() else { return }
            let days = certificates.validity.daysLeft()
            logger.notice("new certificate", metadata: ["days_left": "\(days)"])
        } catch {
            logger.error("the certificate was not changed", metadata: ["error": "\(error)"])
        }
    }
}
