import ArchiveModel
import Diagnostics

extension SiteConfiguration {
    /// Diagnostics at the levels that the site gives them: warnings may be errors, or left out. Errors stay errors.
    func leveled(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
        guard !checks.isEmpty else { return diagnostics }
        return diagnostics.compactMap { diagnostic in
            guard diagnostic.severity == .warning, let level = checks[diagnostic.id.rawValue] else { return diagnostic }
            var diagnostic = diagnostic
            switch level {
            case .off: return nil
            case .warning: break
            case .error: diagnostic.severity = .error
            }
            return diagnostic
        }
    }
}
