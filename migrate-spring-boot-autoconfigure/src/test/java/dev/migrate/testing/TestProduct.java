package dev.migrate.testing;

import java.util.Locale;

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

		@Override
		Oracle oracle() {
			return new H2Oracle();
		}

	},

	/**
	 * HSQLDB, in memory.
	 */
	HSQLDB {

		@Override
		public TestDatabase create() {
			return TestDatabases.hsqldb();
		}

		@Override
		Oracle oracle() {
			return new HsqldbOracle();
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

		@Override
		Oracle oracle() {
			return new PostgresqlOracle();
		}

	},

	/**
	 * A real MySQL server.
	 */
	MYSQL {

		@Override
		public TestDatabase create() {
			return TestDatabases.mysql();
		}

		@Override
		Oracle oracle() {
			return new MysqlOracle();
		}

	},

	/**
	 * A real MariaDB server.
	 */
	MARIADB {

		@Override
		public TestDatabase create() {
			return TestDatabases.mariadb();
		}

		@Override
		Oracle oracle() {
			return new MysqlOracle();
		}

	},

	/**
	 * SQL Server, where an image of it can be had.
	 */
	SQLSERVER {

		@Override
		public TestDatabase create() {
			return TestDatabases.sqlserver();
		}

		@Override
		Oracle oracle() {
			return new SqlserverOracle();
		}

	},

	/**
	 * Oracle Database, where an image of it can be had.
	 */
	ORACLE {

		@Override
		public TestDatabase create() {
			return TestDatabases.oracle();
		}

		@Override
		Oracle oracle() {
			return new OracleDatabaseOracle();
		}

	};

	/**
	 * Make a fresh database; the test is skipped where no server can be had.
	 * @return the database
	 */
	public abstract TestDatabase create();

	/**
	 * Return who tells what is in a database of this product.
	 * @return the oracle
	 */
	abstract Oracle oracle();

	/**
	 * Return the product's short name, as files of tests have it.
	 * @return the name in lower case
	 */
	public String shortName() {
		return name().toLowerCase(Locale.ROOT);
	}

}
