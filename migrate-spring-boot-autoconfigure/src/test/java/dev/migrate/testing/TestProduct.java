package dev.migrate.testing;

/**
 * The database products that tests run on.
 */
public enum TestProduct {

	/**
	 * H2, in memory.
	 */
	H2 {

		@Override
		public TestDatabase create() {
			return TestDatabases.h2();
		}

	},

	/**
	 * A real PostgreSQL server.
	 */
	POSTGRESQL {

		@Override
		public TestDatabase create() {
			return TestDatabases.postgresql();
		}

	};

	/**
	 * Make a fresh database; the test is skipped where no server can be had.
	 * @return the database
	 */
	public abstract TestDatabase create();

}
