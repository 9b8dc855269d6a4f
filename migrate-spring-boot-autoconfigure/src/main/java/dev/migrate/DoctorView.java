package dev.migrate;

import java.util.List;

import dev.migrate.FindingView.Severity;

/**
 * What is wrong with an application and one of its databases.
 *
 * @param database the name of the database in this application
 * @param findings the findings, the worst first
 */
public record DoctorView(String database, List<FindingView> findings) {

	public DoctorView {
		findings = List.copyOf(findings);
	}

	/**
	 * Return the findings of a severity.
	 * @param severity the severity
	 * @return the findings
	 */
	public List<FindingView> findings(Severity severity) {
		return this.findings.stream().filter((finding) -> finding.severity() == severity).toList();
	}

	/**
	 * Return whether nothing is wrong.
	 * @return {@code true} if there are only notes
	 */
	public boolean isHealthy() {
		return this.findings.stream().allMatch((finding) -> finding.severity() == Severity.NOTE);
	}

}
