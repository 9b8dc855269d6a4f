package dev.migrate.testing;

import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.HSQLDialect;
import org.hibernate.engine.jdbc.dialect.spi.DialectResolutionInfo;
import org.hibernate.engine.jdbc.dialect.spi.DialectResolver;

/**
 * A resolver that lets Hibernate create generated columns on HSQLDB: its own dialect
 * appends {@code stored} to their generation expression, which HSQLDB does not support.
 */
public class HsqldbDialectResolver implements DialectResolver {

	@Override
	public Dialect resolveDialect(DialectResolutionInfo info) {
		return info.getDatabaseName().equals("HSQL Database Engine") ? new Hsqldb(info) : null;
	}

	/**
	 * Hibernate's dialect with generation expressions for HSQLDB.
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
