/// Why the parts of a build on several machines cannot be made or put together.
package enum ClusterError: Error, Equatable {
    case missingPlan(path: String)
    case noPlan(path: String)
    case newerPlan(path: String, version: Int)
    /// Something that is no plan lies where one is to be written.
    case occupied(path: String)
    /// Something that is no folder lies where a store's is to be.
    case noStore(path: String)
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
        case .missingPlan(let path):
            "\(path): no such file; make the plan with 'zeitreise build TOUR --plan \(path)'"
        case .noPlan(let path):
            "\(path): not a plan; give the file that 'zeitreise build TOUR --plan FILE' wrote"
        case .newerPlan(let path, let version):
            "\(path): a plan of version \(version), this program reads \(BuildPlan.formatVersion); "
                + "install the same version on all machines"
        case .occupied(let path):
            "\(path): there is something else than a plan; give another name, or put that away"
        case .noStore(let path):
            "\(path): is no folder; name one where results are kept"
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
