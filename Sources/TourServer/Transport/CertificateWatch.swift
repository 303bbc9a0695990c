internal import Logging
internal import ServiceLifecycle

/// Looks now and then whether there is a new certificate.
struct CertificateWatch: Service {
    let certificates: CertificateStore
    let interval: Duration
    let logger: Logger

    func run() async throws {
        try? await cancelWhenGracefulShutdown {
            while true {
                try await Task.sleep(for: interval)
                look()
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
