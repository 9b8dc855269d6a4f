package dev.migrate.testing;

import java.util.Locale;
import java.util.Set;

/**
 * The database products that tests run on.
 */
public enum TestProduct {

	/**
	 * H2, in memory.
	 */
	H2(Capability.SERVER, Capability.UNIT_CHANGESETS) {

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
	HSQLDB(Capability.SERVER, Capability.UNIT_CHANGESETS) {

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
	MYSQL(Capability.ADDED_IDENTITY, Capability.QUOTED_NAMES, Capability.SCHEMAS, Capability.SEQUENCES,
			Capability.UNIT_CHANGESETS) {

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
	MARIADB(Capability.ADDED_IDENTITY, Capability.KNOWN_RESERVED_WORDS, Capability.PASSWORDS, Capability.QUOTED_NAMES,
			Capability.SCHEMAS, Capability.UNIT_CHANGESETS) {

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
	SQLITE(Capability.ADDED_IDENTITY, Capability.PASSWORDS, Capability.SCHEMAS, Capability.SEQUENCES, Capability.SERVER,
			Capability.UNIT_CHANGESETS) {

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
	SQLSERVER(Capability.SCRATCH_DATABASES) {

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
	ORACLE(Capability.SCRATCH_DATABASES, Capability.UNIT_CHANGESETS) {

		@Override
		public TestDatabase create() {
			return TestDatabases.oracle();
		}

		@Override
		Oracle oracle() {
			return new OracleDatabaseOracle();
		}

	};

	private final Set<Capability> missing;

	TestProduct(Capability... missing) {
		this.missing = Set.of(missing);
	}

	/**
	 * Return whether the product has a capability.
	 * @param capability the capability
	 * @return {@code true} if it does
	 */
	public boolean supports(Capability capability) {
		return !this.missing.contains(capability);
	}

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
