/// Why the parts of a build on several machines cannot be made or put together.
package enum ClusterError: Error, Equatable {
    case noPlan(path: String)
    case otherProgram(path: String, theirs: String)
    case unknownUnit(String, count: Int)
    /// The pictures, or what the tour says of them, are others than those of the plan.
    case changed(unit: String)
    case address(String)
    case missingProgram(String)
    /// The store, or something in it, cannot be read or written now.
    case store(path: String, reason: String)
    /// There is no bundle without these.
    case incomplete(UnitsLeft)
}

extension ClusterError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .noPlan(let path):
            "\(path): not a plan; make one with 'zeitreise build TOUR --plan \(path)'"
        case .otherProgram(let path, let theirs):
            "\(path): made by a program that makes other tiles (\(theirs)); install the same version on all machines and plan again"
        case .unknownUnit(let name, let count):
            "\(name): there is no such unit; give a number from 1 to \(count), or an id of the plan"
        case .changed(let unit):
            "\(unit): its pictures, or what the tour says of them, changed since the plan was made; plan again"
        case .address(let address):
            "\(address): not a store; give a folder, file:///FOLDER or s3://BUCKET/PREFIX"
        case .missingProgram(let name):
            "\(name): not found on the PATH; install it (Debian: apt-get install \(name))"
        case .store(let path, let reason):
            "\(path): \(reason); check that it can be reached, its rights and the free space, and try again"
        case .incomplete(let left): left.description
        }
    }
}
