/// Which requests for content are answered at the door. All others go on to the rest of the server, which knows why not.
package struct ContentGate: Sendable {
    /// What a request says of itself, each as it was sent.
    package struct Visitor: Sendable {
        package var host = ""
        package var cookie: String?
        package var authorization: String?
        /// The address at which it came in.
        package var local: String?
    }

    let admits: @Sendable (Visitor) -> Bool

    /// - Parameter admits: called on an event loop for every request, so it must not wait.
    package init(_ admits: @escaping @Sendable (Visitor) -> Bool) { self.admits = admits }

    /// Content is for all.
    package static let open = Self { _ in true }
}
