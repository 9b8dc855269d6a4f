package dev.migrate.autoconfigure;

import java.util.List;
import java.util.function.Supplier;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.beans.BeanWrapper;
import org.springframework.beans.BeansException;
import org.springframework.beans.PropertyAccessorFactory;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Finds the JDBC URL of a data source without connecting.
 */
final class JdbcUrls {

	private static final List<String> PROPERTIES = List.of("jdbcUrl", "url", "URL");

	private JdbcUrls() {
	}

	/**
	 * Return what finds the URL of a data source.
	 * @param dataSource the data source
	 * @return finds the URL, or {@code null} if the data source does not expose it
	 */
	static Supplier<@Nullable String> of(DataSource dataSource) {
		return () -> find(dataSource);
	}

	private static @Nullable String find(DataSource dataSource) {
		Object target = AopProxyUtils.getSingletonTarget(dataSource);
		Object found = (target != null) ? target : dataSource;
		while (found instanceof DelegatingDataSource delegating && delegating.getTargetDataSource() != null) {
			found = delegating.getTargetDataSource();
		}
		BeanWrapper properties = PropertyAccessorFactory.forBeanPropertyAccess(found);
		for (String property : PROPERTIES) {
			try {
				if (properties.isReadableProperty(property)
						&& properties.getPropertyValue(property) instanceof String url) {
					return url;
				}
			}
			catch (BeansException ex) {
				// It has the property and will not tell: there may be another one.
				continue;
			}
		}
		return null;
	}

}
