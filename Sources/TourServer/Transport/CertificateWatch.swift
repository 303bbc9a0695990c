internal import Logging
internal import ServiceLifecycle

/// Looks now and then whether there is a new certificate.
struct CertificateWatch: Service {
    let certificates: CertificateStore
    let interval: Duration
    let logger: Logger
    /// Told again and again for how many days the certificate is still good.
    let tell: @Sendable (_ days: Int) -> Void

    func run() async throws {
        try? await cancelWhenGracefulShutdown {
            tell(certificates.validity.daysLeft())
            while true {
                try await Task.sleep(for: interval)
                look()
                tell(certificates.validity.daysLeft())
            }
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
