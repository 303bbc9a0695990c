internal import Glibc
internal import NIOCore
internal import ServiceLifecycle

/// A service that listens at an address, whose errors say at which.
struct ListeningService: Service {
    let address: ListenAddress
    let service: any Service

    init(address: ListenAddress, _ service: () -> any Service) {
        self.address = address
        self.service = service()
    }

    func run() async throws {
        do {
            try await service.run()
        } catch let error as IOError {
            throw TourServerError.cannotListen(address, reason: unsafe String(cString: strerror(error.errnoCode)))
        } catch is SocketAddressError.UnknownHost {
            throw TourServerError.cannotListen(address, reason: "no such host is known")
        } catch let error as SocketAddressError {
            throw TourServerError.cannotListen(address, reason: "\(error)")
        }
    }
}
