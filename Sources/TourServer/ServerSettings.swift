/// How a server is set up.
package struct ServerSettings: Sendable {
    /// Port 0 is a free one.
    package var listen: ListenAddress
    /// Nil for plain HTTP.
    package var certificates: CertificateStore?
    /// Where a supervisor asks for health and figures; on this machine alone.
    package var admin: ListenAddress?
    package var limits = ServerLimits()
    /// Of drive and access; without any the tour is open to all and nobody leads.
    package var live = LiveSettings()

    package init(listen: ListenAddress) { self.listen = listen }
}
