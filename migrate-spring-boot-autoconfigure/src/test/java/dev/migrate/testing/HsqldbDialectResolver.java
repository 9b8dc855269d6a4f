package dev.migrate.testing;

import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.HSQLDialect;
import org.hibernate.engine.jdbc.dialect.spi.DialectResolutionInfo;
import org.hibernate.engine.jdbc.dialect.spi.DialectResolver;

/**
 * Lets Hibernate itself create generated columns on HSQLDB: its own dialect writes
 * {@code stored} after their formula, which HSQLDB does not know.
 */
public class HsqldbDialectResolver implements DialectResolver {

	@Override
	public Dialect resolveDialect(DialectResolutionInfo info) {
		return info.getDatabaseName().equals("HSQL Database Engine") ? new Hsqldb(info) : null;
	}

	/**
	 * Hibernate's dialect with formulas as HSQLDB takes them.
	 */
	public static class Hsqldb extends HSQLDialect {

		Hsqldb(DialectResolutionInfo info) {
			super(info);
		}

		@Override
		public String generatedAs(String generatedAs) {
			return " generated always as (" + generatedAs + ")";
		}

	}

}
