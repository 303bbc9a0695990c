import ArgumentParser
import Depot
import Guidance
import ImageCoding
import Narration
import TileBuilder
import Tour
import TourBundle
import TourServer

/// How the process ends; the numbers are a contract with scripts and batch engines (sysexits.h where it has one).
struct ExitStatus: Equatable {
    let rawValue: Int32

    static let done = Self(rawValue: 0)
    static let failed = Self(rawValue: 1)
    static let usage = Self(rawValue: 2)
    static let badInput = Self(rawValue: 65)
    static let passingFault = Self(rawValue: 75)
    static let interrupted = Self(rawValue: 130)

    /// Ends the command when all has been said.
    var code: ExitCode { ExitCode(rawValue) }
}

extension ExitStatus {
    /// Bad input is never worth a retry; a busy or failing system may be.
    init(_ error: any Error) {
        switch error {
        case is CancellationError: self = .interrupted
        case let code as ExitCode: self.init(rawValue: code.rawValue)
        case is TourError, is AlignmentError, is RecordingError, is SimulationError, is AccessFileError:
            self = .badInput
        case is OutputError: self = .passingFault
        case is UnwrittenFile: self = .failed
        case let error as ImageCodingError: self = error.exitStatus
        case let error as NarrationError: self = error.exitStatus
        case let error as BundleError: self = error.exitStatus
        case let error as TileBuilderError: self = error.exitStatus
        case let error as ClusterError: self = error.exitStatus
        case let error as TourServerError: self = error.exitStatus
        case let error as DepotError: self = error.exitStatus
        default: self.init(parsing: error)
        }
    }

    /// ArgumentParser's own errors: help and version are done, the rest is wrong usage.
    private init(parsing error: any Error) {
        switch Zeitreise.exitCode(for: error) {
        case .success: self = .done
        case .validationFailure: self = .usage
        default: self = .failed
        }
    }
}

extension ImageCodingError {
    fileprivate var exitStatus: ExitStatus {
        switch self {
        case .outOfMemory, .noScratch: .passingFault
        case .notEncoded: .failed
        default: .badInput
        }
    }
}

extension BundleError {
    fileprivate var exitStatus: ExitStatus {
        switch self {
        case .missing, .notABundle, .newerFormat, .olderFormat, .damaged, .noFolder, .twoKinds: .badInput
        case .occupied, .notEmpty, .foreign, .otherLayout, .readOnly: .failed
        case .busy, .system: .passingFault
        case .unfinished(_, let cause): cause.exitStatus
        }
    }
}

extension TileBuilderError {
    fileprivate var exitStatus: ExitStatus {
        switch self {
        case .projection, .cubeFaces, .nothingToShow, .needsEveryTile, .tooManyTiles,
            .tooMuchMemory, .unsupported:
            .badInput
        case .occupied, .notEmpty, .notWritable: .failed
        case .busy, .changed, .system: .passingFault
        }
    }
}

extension ClusterError {
    fileprivate var exitStatus: ExitStatus {
        switch self {
        case .missingPlan, .noPlan, .newerPlan, .noStore, .otherProgram, .unknownUnit, .changed: .badInput
        case .address: .usage
        case .missingProgram, .occupied: .failed
        case .incomplete(let left): left.isStuck ? .badInput : .passingFault
        case .store: .passingFault
        }
    }
}

extension NarrationError {
    fileprivate var exitStatus: ExitStatus {
        switch self {
        case .tour, .unspoken: .badInput
        case .missing, .programFailed, .notWritable: .failed
        case .busy, .system: .passingFault
        }
    }
}

extension DepotError {
    fileprivate var exitStatus: ExitStatus {
        switch self {
        case .source: .usage
        case .inTheWay, .nothingToRollBack, .noFolder: .failed
        case .key, .signature, .noDepot, .refused, .otherContent, .untrusted: .badInput
        case .unreachable, .noSpace, .busy, .notWritten: .passingFault
        }
    }
}

extension TourServerError {
    fileprivate var exitStatus: ExitStatus {
        switch self {
        case .listenAddress, .certificateHost: .usage
        case .certificate, .notWithinAuthority, .unusableBundle: .badInput
        case .notWritten, .unusableDepot: .passingFault
        default: .failed
        }
    }
}
