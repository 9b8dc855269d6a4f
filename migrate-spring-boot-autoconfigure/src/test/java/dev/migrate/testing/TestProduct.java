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
	 * PostgreSQL, on a real server.
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
	 * MySQL, on a real server.
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
	 * MariaDB, on a real server.
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
	 * SQLite, in a file.
	 */
	SQLITE {

		@Override
		public TestDatabase create() {
			return TestDatabases.sqlite();
		}

		@Override
		Oracle oracle() {
			return new SqliteOracle();
		}

	},

	/**
	 * SQL Server, if an image is configured.
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
	 * Oracle Database, if an image is configured.
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
	 * Create an empty database. The test is skipped if no server is available.
	 * @return the database
	 */
	public abstract TestDatabase create();

	/**
	 * Return the oracle that describes a database of this product.
	 * @return the oracle
	 */
	abstract Oracle oracle();

	/**
	 * Return the product's short name, as used in the names of test files.
	 * @return the name in lower case
	 */
	public String shortName() {
		return name().toLowerCase(Locale.ROOT);
	}

}
