/// How a server is set up.
package struct ServerSettings: Sendable {
    /// Port 0 is a free one.
    package var listen: ListenAddress
    /// Nil for plain HTTP.
    package var certificates: CertificateStore?
    /// Where a supervisor asks for health and figures; on this machine alone.
    package var admin: ListenAddress?
    package var limits = ServerLimits()

    package init(listen: ListenAddress) { self.listen = listen }
}
