/// exp, log and pow in plain additions and multiplications: the same bits on every processor.
#pragma once

namespace permu {

/// e^x; relative error < 4e-16 where the result is a normal number; 0 below −745.13, +infinity above 709.78.
double exact_exp(double x);
/// Natural logarithm; relative error < 4e-16. \pre x > 0 (−infinity for zero, NaN below)
double exact_log(double x);
/// base^exponent for base > 0; relative error < 1e-14 for results within 1e±30. Integral exponents up to ±64
/// by squaring, so that 1.05^2 is 1.05 · 1.05.
double exact_pow(double base, double exponent);

/// Tangent of an angle in degrees; relative error < 1e-14. \pre −90 < degrees < 90 (NaN beyond)
double exact_tan_of_degrees(double degrees);

/// a / b, or an empty value (NaN) when b is zero: "a zero denominator gives an empty value".
double ratio(double a, double b);

}  // namespace permu
